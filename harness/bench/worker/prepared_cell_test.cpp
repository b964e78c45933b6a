#include "harness/bench/worker/prepared_cell.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "harness/bench/author/made_up_arms.h"
#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/recorded_channel.h"

namespace memlore::bench {
namespace {

std::vector<int> prepared_order;

std::string experiment() {
  return made_up_experiment(
      "prepared",
      {{"counts", [](const Point&) { return prepared_order.push_back(0), counting(); }},
       {"counts_too", [](const Point&) { return prepared_order.push_back(1), counting(); }},
       {"counts_double", [](const Point&) { return prepared_order.push_back(2), counting(2); }},
       {"lags", [](const Point&) { return kernel([at = 0]() mutable { return std::uint64_t{at++ == 2 ? 9U : 1U}; }); }},
       {"constant", [](const Point&) { return kernel([] { return std::uint64_t{1}; }); }},
       {"is_absent", [](const Point&) { return no_kernel("not at this point"); }},
       {"cannot", [](const Point&) -> Kernel { throw std::runtime_error("no memory for it"); }},
       {"fails", [](const Point&) { return kernel([]() -> std::uint64_t { throw std::runtime_error("lost"); }); }}});
}

TEST(CheckEqualWork, PassesArmsThatAgree) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"counts", "counts_too"});
  const auto prepared = prepare(job.cells[0], job.seed, recorded.channel());
  ASSERT_TRUE(prepared);
  EXPECT_TRUE(check_equal_work(*prepared, recorded.channel()));
  EXPECT_TRUE(recorded.of_kind("fault").empty());
}

TEST(CheckEqualWork, RefusesAnArmThatDoesOtherWork) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"counts", "counts_double"});
  const auto prepared = prepare(job.cells[0], job.seed, recorded.channel());
  ASSERT_TRUE(prepared);
  EXPECT_FALSE(check_equal_work(*prepared, recorded.channel()));
  const auto faults = recorded.of_kind("fault");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].at("kind"), "wrong_checksum");
  EXPECT_EQ(faults[0].at("arm"), "counts_double");
  EXPECT_EQ(faults[0].at("experiment"), "test/prepared");
  EXPECT_NE(faults[0].at("detail").get<std::string>().find("that of 'counts' is"), std::string::npos);
}

TEST(CheckEqualWork, LooksAtMoreThanTheFirstIteration) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"constant", "lags"});
  const auto prepared = prepare(job.cells[0], job.seed, recorded.channel());
  ASSERT_TRUE(prepared);
  EXPECT_FALSE(check_equal_work(*prepared, recorded.channel())) << "they differ from the third iteration on";
}

TEST(CheckEqualWork, ReportsAnArmThatThrows) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"counts", "fails"});
  const auto prepared = prepare(job.cells[0], job.seed, recorded.channel());
  ASSERT_TRUE(prepared);
  EXPECT_FALSE(check_equal_work(*prepared, recorded.channel()));
  const auto faults = recorded.of_kind("fault");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].at("kind"), "threw");
  EXPECT_EQ(faults[0].at("detail"), "running it threw: lost");
}

TEST(Prepare, ReportsAnAbsentArmAndGoesOnWithoutIt) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"is_absent", "counts"});
  const auto prepared = prepare(job.cells[0], job.seed, recorded.channel());
  ASSERT_TRUE(prepared);
  EXPECT_FALSE(prepared->loops[0]);
  EXPECT_TRUE(prepared->loops[1]);
  EXPECT_TRUE(check_equal_work(*prepared, recorded.channel()));
  const auto absent = recorded.of_kind("left_out");
  ASSERT_EQ(absent.size(), 1U);
  EXPECT_EQ(absent[0].at("arm"), 0);
  EXPECT_EQ(absent[0].at("what").at("reason"), "not at this point");
}

TEST(Prepare, ReportsAnArmThatThrows) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"cannot"});
  EXPECT_FALSE(prepare(job.cells[0], job.seed, recorded.channel()));
  const auto faults = recorded.of_kind("fault");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].at("kind"), "threw");
  EXPECT_EQ(faults[0].at("arm"), "cannot");
  EXPECT_EQ(faults[0].at("detail"), "preparing it threw: no memory for it");
}

TEST(Prepare, SaysWhoIsToBlameBeforeItBegins) {
  RecordedChannel recorded;
  const auto job = job_for(experiment(), {"cannot"});
  prepare(job.cells[0], job.seed, recorded.channel());
  EXPECT_EQ(recorded.records().at(0), (nlohmann::json{{"begin", {{"cell", 0}, {"arm", 0}}}}));
}

TEST(Prepare, DrawsTheOrderOfArmsFromTheSeed) {
  const auto job = job_for(experiment(), {"counts", "counts_too", "counts_double"});
  auto order_for = [&](std::uint64_t seed) {
    RecordedChannel recorded;
    prepared_order.clear();
    const auto prepared = prepare(job.cells[0], seed, recorded.channel());
    // Whatever the order, every loop is at the place of its arm.
    EXPECT_EQ(run_block(*prepared->loops[2], 1, nullptr).result, 2U);
    EXPECT_GE(*std::ranges::min_element(prepared->setup_ns), 0);
    return prepared_order;
  };
  std::set<std::vector<int>> orders;
  for (std::uint64_t seed = 0; seed < 50; ++seed) orders.insert(order_for(seed));
  EXPECT_EQ(orders.size(), 6U) << "all orders of three come up in fifty draws";
  EXPECT_EQ(order_for(7), order_for(7));
}

}  // namespace
}  // namespace memlore::bench
