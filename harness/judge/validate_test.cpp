#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "harness/judge/judge.h"
#include "harness/judge/synthetic/synthetic_run.h"
#include "harness/model/text/input_error.h"

namespace memlore::judge {
namespace {

/// Within a test the name `Run` is that of a member of the test itself.
using Record = Run;

Record good_run() { return synthetic::made_up_run({.points = 2, .processes = 2, .rounds = 2}); }

/// What `validate` says of a run that was spoilt in one place; empty when it accepts it.
std::string refusal_of(const std::function<void(Record&)>& spoil) {
  auto run = good_run();
  spoil(run);
  try {
    validate(run, "here/run.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Validate, AcceptsAGoodRun) {
  EXPECT_EQ(refusal_of([](Record&) {}), "");
  EXPECT_EQ(refusal_of([](Record& run) { run.series.clear(); }), "");
}

TEST(Validate, RefusesAnExperimentThatIsThereTwice) {
  EXPECT_EQ(refusal_of([](Record& run) { run.experiments.push_back(run.experiments[0]); }),
            "here/run.json: experiments: 'synthetic/experiment-0' is there twice");
}

TEST(Validate, RefusesAThresholdThatNoRatioCanBeHeldAgainst) {
  EXPECT_EQ(refusal_of([](Record& run) { run.experiments[0].claims[0].threshold = 0; }),
            "here/run.json: synthetic/experiment-0: the threshold of a ratio must be above 0");
  EXPECT_EQ(refusal_of([](Record& run) {
              run.experiments[0].claims[0].metric = Metric::allocations_per_op;
              run.experiments[0].claims[0].baseline.clear();
              run.experiments[0].claims[0].threshold = 0;
            }),
            "")
      << "no allocations is a threshold for a value";
}

TEST(Validate, RefusesAnEquivalenceWithoutAMargin) {
  EXPECT_EQ(refusal_of([](Record& run) {
              run.experiments[0].claims[0].relation = Relation::within;
              run.experiments[0].claims[0].threshold = 1;
            }),
            "here/run.json: synthetic/experiment-0: a margin must be a ratio above 1");
}

TEST(Validate, RefusesAClaimAboutTimeWithoutABaseline) {
  EXPECT_EQ(refusal_of([](Record& run) { run.experiments[0].claims[0].baseline.clear(); }),
            "here/run.json: synthetic/experiment-0: a claim about time needs a baseline: nanoseconds of one machine "
            "say nothing of another");
}

TEST(Validate, RefusesACellOfAnUnknownExperiment) {
  EXPECT_EQ(refusal_of([](Record& run) { run.plan.cells[1].experiment = "no/such"; }),
            "here/run.json: plan.cells[1]: no experiment 'no/such' in this run");
}

TEST(Validate, RefusesAPointWithoutACoordinateOnEachFactor) {
  EXPECT_EQ(refusal_of([](Record& run) { run.plan.cells[1].point.coordinates.clear(); }),
            "here/run.json: plan.cells[1]: its point has no coordinate on factor 'size'");
}

TEST(Validate, RefusesAnArmThatDoesNothing) {
  EXPECT_EQ(refusal_of([](Record& run) { run.plan.cells[0].arms[1].operations = 0; }),
            "here/run.json: plan.cells[0]: operations must be above 0");
}

TEST(Validate, RefusesASeriesThatPointsNowhere) {
  EXPECT_EQ(refusal_of([](Record& run) { run.series[3].cell = 2; }), "here/run.json: series[3]: there is no cell 2");
  EXPECT_EQ(refusal_of([](Record& run) { run.series[3].cell = -1; }), "here/run.json: series[3]: there is no cell -1");
  EXPECT_EQ(refusal_of([](Record& run) { run.series[3].arm = 3; }), "here/run.json: series[3]: its cell has no arm 3");
  EXPECT_EQ(refusal_of([](Record& run) { run.series[3].arm = -1; }),
            "here/run.json: series[3]: its cell has no arm -1");
}

TEST(Validate, RefusesABlockThatCannotBe) {
  EXPECT_EQ(refusal_of([](Record& run) { run.series[2].iterations = 0; }),
            "here/run.json: series[2]: iterations must be above 0");
  EXPECT_EQ(refusal_of([](Record& run) { run.series[2].blocks[1].elapsed_ns = 0; }),
            "here/run.json: series[2]: elapsed_ns must be above 0");
  for (const int round : {-1, 1'000'000}) {
    EXPECT_EQ(refusal_of([=](Record& run) { run.series[2].blocks[1].round = round; }),
              "here/run.json: series[2]: round must be between 0 and a million");
  }
}

TEST(Validate, RefusesAnObservationThatPointsNowhere) {
  const auto observe = [](int cell, int arm) {
    return [=](Record& run) {
      run.observations.push_back({.cell = cell, .arm = arm, .value = {}, .unavailable = {}, .source = {}});
    };
  };
  EXPECT_EQ(refusal_of(observe(1, 2)), "");
  EXPECT_EQ(refusal_of(observe(2, 0)), "here/run.json: observations[0]: there is no cell 2");
  EXPECT_EQ(refusal_of(observe(0, 3)), "here/run.json: observations[0]: its cell has no arm 3");
}

}  // namespace
}  // namespace memlore::judge
