#include "harness/run/stopping_rule.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/run/made_up_run.h"
#include "harness/run/plan/expected.h"

namespace memlore::run {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double ample_ns = 1e18;
constexpr Stage next{.begin = 6, .end = 10};

class StoppingRule : public testing::Test {
 protected:
  StoppingRule() : run_(made_up_run({"c", "d"}, 20)) {
    run_.plan = calibrated_plan(run_);
    run_.plan.profile.half_width = 0.01;
    run_.plan.profile.fewest_processes = 6;
  }

  [[nodiscard]] std::set<int> wide(const std::vector<double>& half_widths, double left_ns = ample_ns) const {
    return cells_still_wide(run_.plan, run_.experiments, half_widths, next, left_ns);
  }

  memlore::Run run_;
};

TEST_F(StoppingRule, BeginsWithTheFewestProcessesAndGoesOnAFewAtATime) {
  EXPECT_EQ(stages_of(run_.plan), (std::vector<Stage>{{0, 6}, {6, 10}, {10, 14}, {14, 18}, {18, 20}}));
}

TEST_F(StoppingRule, IsOneStageWhereTheNumberIsFixed) {
  run_.plan.profile.fewest_processes = 20;
  EXPECT_EQ(stages_of(run_.plan), (std::vector<Stage>{{0, 20}}));
}

TEST_F(StoppingRule, StopsAtThePrecisionOfTheProfile) {
  EXPECT_EQ(wide({0.01, 0.011, 0.002}), std::set<int>{1});
  EXPECT_TRUE(wide({0.01, 0.005, 0}).empty());
}

TEST_F(StoppingRule, TakesAnIntervalWithoutEndsAsTheWidest) {
  const double for_one_cell = 4 * expected_cell_ns(run_.plan, run_.plan.cells[1]);
  EXPECT_EQ(wide({0.5, infinity, 0.4}, for_one_cell), std::set<int>{1});
}

TEST_F(StoppingRule, GivesTheTimeThatIsLeftToTheWidestFirst) {
  const auto cost = [&](std::size_t cell) { return 4 * expected_cell_ns(run_.plan, run_.plan.cells[cell]); };
  EXPECT_EQ(wide({0.02, 0.04, 0.03}, cost(1) + cost(2)), (std::set<int>{1, 2}));
  EXPECT_EQ(wide({0.02, 0.04, 0.03}, cost(1) + cost(2) / 2), std::set<int>{1});
}

TEST_F(StoppingRule, CountsTheTimeOfWaitingForACore) {
  const std::vector<double> widths{0.02, 0.04, 0.03};
  const auto left_ns =
      4 * (expected_cell_ns(run_.plan, run_.plan.cells[1]) + expected_cell_ns(run_.plan, run_.plan.cells[2]));
  const auto chosen = [&](double waiting_ns) {
    return cells_still_wide(run_.plan, run_.experiments, widths, {.begin = 6, .end = 10}, left_ns, waiting_ns);
  };
  EXPECT_EQ(chosen(0), (std::set<int>{1, 2}));
  EXPECT_EQ(chosen(left_ns), std::set<int>{1});
}

TEST_F(StoppingRule, IsOneStageWithoutATarget) {
  run_.plan.profile.half_width = 0;
  EXPECT_EQ(stages_of(run_.plan), (std::vector<Stage>{{0, 20}}));
}

TEST_F(StoppingRule, LeavesOutWhatIsNotTimed) {
  run_.experiments[1].passes = {Pass::allocate};
  EXPECT_EQ(wide({0.5, 0.5, 0.5}), (std::set<int>{0, 1}));
}

}  // namespace
}  // namespace memlore::run
