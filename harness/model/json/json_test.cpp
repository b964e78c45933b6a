#include "harness/model/json/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "harness/model/conclusions/counters.h"
#include "harness/model/conclusions/examination.h"
#include "harness/model/conclusions/judgement.h"
#include "harness/model/made_up_nouns.h"
#include "harness/model/record/job.h"
#include "harness/model/record/run.h"

namespace memlore {
namespace {

using made_up::catalogue;
using made_up::counter;
using made_up::environment;
using made_up::fault;
using made_up::finding;
using made_up::job;
using made_up::judgement;
using made_up::left_out;
using made_up::observation;
using made_up::outcome;
using made_up::plan;
using made_up::run;

constexpr double infinity = std::numeric_limits<double>::infinity();

template <class Noun>
void expect_round_trip(const Noun& noun) {
  EXPECT_EQ(decode<Noun>(encode(noun), "text"), noun) << encode(noun, true);
  EXPECT_EQ(decode<Noun>(encode(noun, true), "text"), noun);
  EXPECT_EQ(encode(noun).find('\n'), std::string::npos) << "a record is one line";
}

TEST(Json, BringsEveryNounBackAsItWas) {
  expect_round_trip(catalogue());
  expect_round_trip(
      Counters{"now", "machine", 1, {counter}, {{Pass::simulate, "callgrind", "no valgrind"}}, true, {outcome}});
  expect_round_trip(environment);
  expect_round_trip(Examination{"abacus-2cpu", "all is well", {finding}});
  expect_round_trip(finding);
  expect_round_trip(fault);
  expect_round_trip(job());
  expect_round_trip(judgement());
  expect_round_trip(left_out);
  expect_round_trip(observation());
  expect_round_trip(ParentUsage{1, 2});
  expect_round_trip(plan());
  expect_round_trip(run());
  expect_round_trip(WorkerUsage{1, 2, 3, 4, 5, 6, 7, 8});
}

TEST(Json, BringsEmptyNounsBackToo) {
  expect_round_trip(Catalogue{});
  expect_round_trip(memlore::Run{});
  expect_round_trip(Judgement{});
  expect_round_trip(Job{});
}

TEST(Json, BringsEveryProfileMetricPassAndTaskBack) {
  for (const auto& profile : all_profiles())
    expect_round_trip(Plan{.seed = 1, .profile = profile, .cells = {}, .processes = {}, .left_out = {}});
  for (const auto& traits : all_metrics())
    expect_round_trip(Observation{0, 0, Pass::count, traits.metric, 1.0, "", ""});
  for (const auto pass : all_passes) {
    expect_round_trip(Observation{0, 0, pass, Metric::migrations, 1.0, "", ""});
    EXPECT_NE(encode(Observation{.pass = pass, .value = {}, .unavailable = {}, .source = {}})
                  .find('"' + std::string(name_of(pass)) + '"'),
              std::string::npos);
  }
  for (int task = 0; task <= static_cast<int>(Task::footprint); ++task) {
    Job each;
    each.task = static_cast<Task>(task);
    expect_round_trip(each);
  }
}

TEST(Json, BringsCounterAndResolutionBack) {
  for (std::size_t number = 0; number < counter_source_names.size(); ++number) {
    Observation each{.value = 1, .unavailable = {}, .source = "x", .resolution = 0.25};
    each.counter = static_cast<CounterSource>(number);
    expect_round_trip(each);
  }
}

TEST(Json, WritesTheEndsThatAnIntervalDoesNotHaveAsNullAndReadsThemAsInfinities) {
  auto unbounded = judgement();
  auto& comparison = unbounded.experiments[0].claims[0].comparisons[0];
  comparison.estimate.low = comparison.low_95 = -infinity;
  comparison.estimate.high = comparison.high_95 = infinity;
  EXPECT_NE(encode(unbounded).find(R"("low_95":null)"), std::string::npos);
  expect_round_trip(unbounded);
}

TEST(Json, BringsARatioOfSomethingOverNothingBackWithItsEnds) {
  auto endless = judgement();
  auto& comparison = endless.experiments[0].claims[0].comparisons[0];
  comparison.estimate.value = comparison.estimate.low = comparison.estimate.high = infinity;
  comparison.low_95 = comparison.high_95 = infinity;
  expect_round_trip(endless);
}

TEST(Json, WritesAnAbsentValueAsNullAndNotAsZero) {
  auto absent = observation();
  absent.value.reset();
  EXPECT_NE(encode(absent).find(R"("value":null)"), std::string::npos);
  EXPECT_EQ(decode<Observation>(encode(absent), "text").value, std::nullopt);
}

TEST(Json, WritesTextThatIsNoUnicodeSoThatItCanBeRead) {
  auto broken = fault;
  broken.detail = "a\xff";
  EXPECT_EQ(decode<Fault>(encode(broken), "text").detail, "a\xEF\xBF\xBD");
}

}  // namespace
}  // namespace memlore
