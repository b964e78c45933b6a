#include "harness/bench/worker/channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <type_traits>

#include "harness/bench/worker/recorded_channel.h"
#include "harness/model/json/records.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

const Block some_block{.round = 4,
                       .order = 5,
                       .start_ns = 6'000'000'000,
                       .elapsed_ns = 7,
                       .cpu = 1,
                       .switches = 8,
                       .faults = 9,
                       .waited_ns = 10,
                       .stolen_ns = {},
                       .width_before = 5.5,
                       .width_after = {}};

const Job job{.task = Task::time, .process = 3, .worker = 9, .cpus = {}, .cells = {}};

TEST(Channel, WritesOneLineOfJsonARecord) {
  RecordedChannel recorded;
  auto& channel = recorded.channel();
  channel.begin(1, 2);
  channel.block(job, 1, 2, 1000, some_block);
  channel.calibration(
      {.cell = 1, .arm = 2, .iterations = 3, .operations = 4, .period = 5, .iteration_ns = 6.25, .setup_ns = 7});
  channel.absent(1, 2, "because");
  channel.left_out(1, 2, "count", "because");
  channel.timed(job, 1, 1);
  channel.observations(
      1, 2, std::vector<Observation>(2, {.cell = 1, .arm = 2, .value = 1.5, .unavailable = {}, .source = "test"}));
  channel.fault({"a/b", "", "arm", "threw", "why"});
  channel.usage({.process = 1, .wall_ns = 2, .setup_ns = 3, .timed_ns = 4});
  channel.end();
  const auto text = recorded.text();
  EXPECT_EQ(std::ranges::count(text, '\n'), 10) << "what one source observed of an arm is one line";
  EXPECT_EQ(text.back(), '\n');
  std::vector<std::string> kinds;
  for (const auto& record : recorded.records()) {
    ASSERT_EQ(record.size(), 1U);
    kinds.push_back(record.begin().key());
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"begin", "block", "calibration", "left_out", "left_out", "timed",
                                             "observations", "fault", "usage", "end"}));
}

TEST(Channel, WritesABlockWithItsPlaceInALine) {
  RecordedChannel recorded;
  recorded.channel().block(job, 1, 2, 1000, some_block);
  EXPECT_EQ(recorded.text(),
            R"({"block":{"process":3,"worker":9,"cell":1,"arm":2,"iterations":1000,"round":4,"order":5,)"
            R"("start_ns":6000000000,"elapsed_ns":7,"cpu":1,"switches":8,"faults":9,"waited_ns":10,"stolen_ns":null,)"
            "\"width_before\":5.5,\"width_after\":null}}\n");
}

/// The only record of a report, as its reader takes it.
template <class Record>
Record read_back(const RecordedChannel& recorded) {
  Record read;
  take_record(recorded.records().at(0), [&]<class Other>(const Other& other) {
    if constexpr (std::is_same_v<Other, Record>) read = other;
  });
  return read;
}

TEST(Channel, SaysNumbersAsTheirReaderUnderstandsThem) {
  const Calibration calibration{1, 2, 3, 4, 5, 0.125, 1e12};
  const Timekeeping timekeeping{20, 25, 4'000'000, 5.75};
  const WorkerUsage usage{1, 2, 3, 4, 5, 6, 1ULL << 63U, 8, 9};
  RecordedChannel of_a_block;
  RecordedChannel of_a_calibration;
  RecordedChannel of_timekeeping;
  RecordedChannel of_usage;
  of_a_block.channel().block(job, 1, 2, 1000, some_block);
  of_a_calibration.channel().calibration(calibration);
  of_timekeeping.channel().timekeeping(timekeeping);
  of_usage.channel().usage(usage);
  EXPECT_EQ(read_back<TimedBlock>(of_a_block), (TimedBlock{3, 9, 1, 2, 1000, some_block}));
  EXPECT_EQ(read_back<Calibration>(of_a_calibration), calibration);
  EXPECT_EQ(read_back<Timekeeping>(of_timekeeping), timekeeping);
  EXPECT_EQ(read_back<WorkerUsage>(of_usage), usage);
}

TEST(Channel, KeepsOneLineWhateverAnExceptionSays) {
  RecordedChannel recorded;
  const std::string detail = "two\nlines, a \"quote\", a \\ and a byte \xff of no character";
  recorded.channel().fault({"a/b", "", "arm", "threw", detail});
  recorded.channel().left_out(0, 0, "count", detail);
  const auto text = recorded.text();
  EXPECT_EQ(std::ranges::count(text, '\n'), 2);
  const auto read = recorded.of_kind("fault").at(0).at("detail").get<std::string>();
  EXPECT_EQ(read.substr(0, 30), detail.substr(0, 30));
}

TEST(Channel, DistinguishesAnAbsentValueFromZero) {
  RecordedChannel recorded;
  recorded.channel().observations(
      0, 0, std::vector<Observation>{{.cell = 0, .arm = 0, .value = {}, .unavailable = "no PMU", .source = {}}});
  EXPECT_TRUE(recorded.observations().at(0).at("value").is_null());
  EXPECT_EQ(recorded.observations().at(0).at("unavailable"), "no PMU");
}

TEST(Channel, SaysThatItCannotReport) {
  const int read_only = open("/dev/null", O_RDONLY);
  Channel channel(read_only);
  EXPECT_THROW(channel.end(), InputError);
  close(read_only);
}

}  // namespace
}  // namespace memlore::bench
