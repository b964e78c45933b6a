#include "harness/run/plan/controls.h"

#include <gtest/gtest.h>

#include "harness/run/plan/made_up_catalogue.h"
#include "harness/run/plan/selection.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {
namespace {

using Arms = std::vector<PlannedArm>;

/// The control of a cell with the arms a, b and c.
PlannedArm control_of(const std::vector<Claim>& claims) {
  auto declared = experiment("family/name");
  declared.claims = claims;
  Cell cell{.experiment = declared.id, .arms = {{.name = "a"}, {.name = "b"}, {.name = "c"}}};
  add_control(declared, cell);
  EXPECT_EQ(cell.arms.size(), 4U);
  return cell.arms.back();
}

TEST(AddControl, CopiesTheFirstBaselineThatTakesPart) {
  const auto by_time = [](const char* baseline) { return claim_about("a", baseline, Metric::time_per_op); };
  EXPECT_EQ(control_of({by_time("missing"), by_time("b"), by_time("c")}), (PlannedArm{.name = "b", .copy = 1}));
}

TEST(AddControl, PrefersTheBaselineOfAClaimAboutTime) {
  const auto by_count = claim_about("a", "b", Metric::allocations_per_op);
  const auto by_time = claim_about("a", "c", Metric::time_per_op);
  EXPECT_EQ(control_of({by_count, by_time}), (PlannedArm{.name = "c", .copy = 1}));
  EXPECT_EQ(control_of({by_count}), (PlannedArm{.name = "b", .copy = 1}));
}

TEST(AddControl, CopiesTheFirstArmWhereNoBaselineTakesPart) {
  Cell cell{.experiment = "family/name", .arms = {{.name = "a"}}};
  add_control(experiment("family/name"), cell);
  EXPECT_EQ(cell.arms.back(), (PlannedArm{.name = "a", .copy = 1}));
}

/// The plan of many experiments without the points and arms that are not asked for.
Plan narrowed(const std::vector<Experiment>& experiments, const std::string& point, const std::string& arm = {}) {
  auto plan = plan_sweep(experiments, profile("quick"), 1, {});
  const auto whole = plan.cells;
  // Which cells beside the first have one is drawn.
  for (auto& cell : plan.cells) {
    if (cell.point != whole.front().point) std::erase_if(cell.arms, [](const auto& each) { return each.copy != 0; });
  }
  keep_points(plan, point);
  if (!arm.empty()) keep_arms(plan, arm);
  keep_controls(plan, whole, experiments);
  return plan;
}

TEST(KeepControls, PutsTheCopiesAloneAtTheFirstPointWhereNoneIsLeft) {
  const auto plan = narrowed(many(2), "bytes:3");
  ASSERT_EQ(plan.cells.size(), 4U);
  for (std::size_t own = 0; own < 4; own += 2) {
    EXPECT_EQ(plan.cells[own].experiment, plan.cells[own + 1].experiment);
    EXPECT_EQ(plan.cells[own].point.key(), "bytes:1");
    EXPECT_EQ(plan.cells[own].arms, (Arms{{.name = "b"}, {.name = "b", .copy = 1}}));
    EXPECT_EQ(plan.cells[own + 1].point.key(), "bytes:3");
    EXPECT_EQ(plan.cells[own + 1].arms, (Arms{{.name = "a"}, {.name = "b"}})) << "a measured cell stays as it is";
  }
}

TEST(KeepControls, CopiesAnArmThatIsLeft) {
  const auto plan = narrowed(many(1), "bytes:3", "a");
  ASSERT_EQ(plan.cells.size(), 2U);
  EXPECT_EQ(plan.cells[0].arms, (Arms{{.name = "a"}, {.name = "a", .copy = 1}}));
}

TEST(KeepControls, AddsToTheFirstCellItselfWhereItIsMeasured) {
  const auto plan = narrowed(many(1), "bytes:", "a");
  ASSERT_EQ(plan.cells.size(), 3U);
  EXPECT_EQ(plan.cells[0].arms, (Arms{{.name = "a"}, {.name = "a", .copy = 1}}));
  EXPECT_EQ(plan.cells[1].arms, (Arms{{.name = "a"}}));
}

TEST(KeepControls, ChangesNothingWhereAControlIsLeftOrNothingIsTimed) {
  const auto plan = narrowed(many(2), "bytes:1");
  ASSERT_EQ(plan.cells.size(), 2U);
  EXPECT_EQ(plan.cells[0].arms, (Arms{{.name = "a"}, {.name = "b"}, {.name = "b", .copy = 1}}));

  auto untimed = many(1);
  untimed[0].passes = {Pass::allocate};
  EXPECT_EQ(narrowed(untimed, "bytes:3").cells.size(), 1U);
}

}  // namespace
}  // namespace memlore::run
