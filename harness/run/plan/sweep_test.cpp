#include "harness/run/plan/sweep.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "harness/run/plan/made_up_catalogue.h"

namespace memlore::run {
namespace {

Profile with_processes(int count) {
  auto result = profile("quick");
  result.most_processes = count;
  return result;
}

long controls_in(const Cell& cell) {
  return std::ranges::count_if(cell.arms, [](const PlannedArm& arm) { return arm.copy == 1; });
}

TEST(Sweep, GivesTheSamePlanForTheSameSeedAndAnotherForAnother) {
  const auto experiments = many(20);
  const SweepOptions options{.layouts = 8, .cpus = 2};
  EXPECT_EQ(plan_sweep(experiments, profile("quick"), 5, options),
            plan_sweep(experiments, profile("quick"), 5, options));
  EXPECT_NE(plan_sweep(experiments, profile("quick"), 5, options).processes,
            plan_sweep(experiments, profile("quick"), 6, options).processes);
}

TEST(Sweep, VisitsTheLevelsOfItsProfile) {
  EXPECT_EQ(plan_sweep(many(1), profile("smoke"), 1, {}).cells.size(), 1U);
  EXPECT_EQ(plan_sweep(many(1), profile("quick"), 1, {}).cells.size(), 3U);
  EXPECT_EQ(plan_sweep(many(1), profile("full"), 1, {}).cells.size(), 4U);
}

/// The layouts of a plan's processes, in order.
std::vector<int> layouts_of(const Plan& plan) {
  std::vector<int> layouts;
  for (const auto& process : plan.processes) {
    EXPECT_EQ(process.index, std::ssize(layouts));
    layouts.push_back(process.layout);
  }
  return layouts;
}

std::set<int> set_of(const std::vector<int>& layouts, std::size_t begin, std::size_t count) {
  const auto first = layouts.begin() + static_cast<std::ptrdiff_t>(begin);
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

TEST(Sweep, VisitsManyLayoutsAndAQuarterOfThemInASecondProcess) {
  std::set<std::vector<int>> orders;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto layouts = layouts_of(plan_sweep(many(1), profile("quick"), seed, {.layouts = 24}));
    ASSERT_EQ(layouts.size(), 48U);
    EXPECT_EQ(set_of(layouts, 0, 13).size(), 13U) << "different ones";
    for (std::size_t second = 13; second < 24; second += 2) {
      EXPECT_EQ(layouts[second], layouts[(second - 13) / 2]) << "then the first ones once more, in turns with others";
    }
    EXPECT_EQ(set_of(layouts, 0, 24).size(), 18U);
    for (std::size_t look = 24; look < 32; look += 4) {
      EXPECT_EQ(set_of(layouts, 0, look + 3).size(), set_of(layouts, 0, look).size() + 3) << "three new ones a look";
      EXPECT_EQ(set_of(layouts, 0, look + 4).size(), set_of(layouts, 0, look + 3).size());
    }
    std::map<int, int> counts;
    for (const int layout : layouts) ++counts[layout];
    EXPECT_EQ(counts.size(), 24U);
    for (const auto& [layout, count] : counts) EXPECT_EQ(count, 2) << layout;
    orders.insert(layouts);
  }
  EXPECT_EQ(orders.size(), 10U);
}

TEST(Sweep, HasNoTwoProcessesOfALayoutNearOneAnother) {
  const auto layouts = layouts_of(plan_sweep(many(1), with_processes(200), 1, {.layouts = 24}));
  for (std::size_t later = 0; later < layouts.size(); ++later) {
    for (std::size_t earlier = later > 12 ? later - 12 : 0; earlier < later; ++earlier) {
      EXPECT_NE(layouts[earlier], layouts[later]) << earlier << ' ' << later;
    }
  }
}

TEST(Sweep, TakesTurnsWithFewLayouts) {
  EXPECT_EQ(layouts_of(plan_sweep(many(1), profile("quick"), 1, {.layouts = 1})), std::vector<int>(48, 0));
  const auto layouts = layouts_of(plan_sweep(many(1), profile("quick"), 1, {.layouts = 3}));
  std::map<int, int> counts;
  for (const int layout : layouts) ++counts[layout];
  EXPECT_EQ(counts, (std::map<int, int>{{0, 16}, {1, 16}, {2, 16}}));
}

TEST(Sweep, DrawsStackAndEnvironmentWithinTheirBoundsAndNotTwiceTheSame) {
  const auto plan = plan_sweep(many(1), with_processes(1000), 3, {.layouts = 1, .cpus = 1});
  ASSERT_EQ(plan.processes.size(), 1000U);
  std::set<std::uint64_t> seeds;
  std::set<int> stacks;
  for (const auto& each : plan.processes) {
    EXPECT_TRUE(each.environment_bytes >= 0 && each.environment_bytes < 16384) << each.environment_bytes;
    EXPECT_TRUE(each.stack_offset_bytes >= 0 && each.stack_offset_bytes < 4096) << each.stack_offset_bytes;
    EXPECT_EQ(each.stack_offset_bytes % 16, 0) << "the ABI wants the stack aligned";
    seeds.insert(each.seed);
    stacks.insert(each.stack_offset_bytes);
  }
  EXPECT_EQ(seeds.size(), 1000U);
  // 1000 draws from 256 steps miss 256 * (255/256)^1000 = 5 of them on average.
  EXPECT_GT(stacks.size(), 200U);
}

TEST(Sweep, LeavesOutWhatNeedsMoreCpusThanThereAreAndSaysSo) {
  auto threaded = experiment("family/threads");
  threaded.factors = {{"threads", "threads", {{1, "", Tier::smoke}, {2, "", Tier::smoke}, {8, "", Tier::smoke}}}};
  const auto plan = plan_sweep({threaded}, profile("smoke"), 1, {.layouts = 1, .cpus = 2});
  ASSERT_EQ(plan.cells.size(), 2U);
  EXPECT_EQ(plan.cells.back().point.key(), "threads:2");
  EXPECT_EQ(plan.left_out,
            (std::vector<LeftOut>{{"family/threads", "threads:8", "", "", "needs 8 CPUs, 2 may be used here"}}));
}

TEST(Sweep, LeavesOutArmsThatAreNotBuiltAndSaysWhy) {
  auto partial = experiment("family/partial");
  partial.arms.push_back(
      {.name = "c", .description = {}, .has_kernel = false, .not_built = "needs Abseil", .layouts = {}});
  const auto plan = plan_sweep({partial}, profile("smoke"), 1, {});
  EXPECT_EQ(plan.left_out, (std::vector<LeftOut>{{"family/partial", "", "c", "", "needs Abseil"}}));
  for (const auto& arm : plan.cells.at(0).arms) EXPECT_NE(arm.name, "c");
}

/// Footprints of the arms a, b and c at three sizes, where a claim of this metric compares a with b up to a size of 2.
std::vector<std::vector<int>> footprints_by_cell(Metric metric) {
  auto wide = experiment("family/wide");
  wide.passes = {Pass::time, Pass::footprint};
  wide.arms.push_back(wide.arms[1]);
  wide.arms.back().name = "c";
  wide.claims.push_back(claim_about("a", "b", metric));
  wide.claims.back().domain = {{.factor = "bytes", .levels = {1, 2}}};
  auto observed = profile("quick");
  observed.footprints = 5;
  std::vector<std::vector<int>> footprints;
  for (const auto& cell : plan_sweep({wide}, observed, 1, {}).cells) {
    footprints.emplace_back();
    for (const auto& arm : cell.arms) {
      if (arm.copy == 0) footprints.back().push_back(arm.footprints);
    }
  }
  return footprints;
}

TEST(Sweep, RepeatsTheFootprintsThatAClaimComparesAtThePointsOfItsDomain) {
  const std::vector<std::vector<int>> repeated{{5, 5, 1}, {5, 5, 1}, {1, 1, 1}};
  EXPECT_EQ(footprints_by_cell(Metric::peak_resident_bytes), repeated);
  EXPECT_EQ(footprints_by_cell(Metric::first_touch_faults), repeated);
  EXPECT_EQ(footprints_by_cell(Metric::allocations_per_op), (std::vector<std::vector<int>>(3, {1, 1, 1})));
}

TEST(Sweep, HasNoCellForAnExperimentWithoutKernelsOrPasses) {
  auto facts = experiment("family/facts");
  for (auto& arm : facts.arms) arm.has_kernel = false;
  auto nothing = experiment("family/nothing");
  nothing.passes.clear();
  EXPECT_TRUE(plan_sweep({facts, nothing}, profile("full"), 1, {}).cells.empty());
}

TEST(Sweep, ControlsTheBaselineInTheFirstCellOfEveryTimedExperiment) {
  const auto plan = plan_sweep(many(50), profile("quick"), 1, {});
  std::set<std::string> seen;
  for (const auto& cell : plan.cells) {
    if (seen.insert(cell.experiment).second) {
      EXPECT_EQ(controls_in(cell), 1) << cell.experiment;
    }
    EXPECT_LE(controls_in(cell), 1);
    if (controls_in(cell) == 1) {
      EXPECT_EQ(cell.arms.back(), (PlannedArm{.name = "b", .copy = 1}));
    }
  }
  EXPECT_EQ(seen.size(), 50U);
}

std::vector<long> controls_of(std::uint64_t seed) {
  auto wide = experiment("family/wide");
  wide.factors.front().levels.clear();
  for (int level = 1; level <= 2001; ++level) wide.factors.front().levels.push_back({level, "", Tier::smoke});
  std::vector<long> controls;
  for (const auto& cell : plan_sweep({wide}, profile("quick"), seed, {}).cells) controls.push_back(controls_in(cell));
  return controls;
}

// Of 2000 further cells a quarter, 500, with a standard deviation of sqrt(2000 * 1/4 * 3/4) = 19.4; five of them either
// way.
TEST(Sweep, ControlsAboutAQuarterOfTheOtherCells) {
  const auto controls = controls_of(1);
  ASSERT_EQ(controls.size(), 2001U);
  EXPECT_NEAR(static_cast<double>(std::ranges::count(controls, 1)), 501, 97);
}

TEST(Sweep, ControlsTheSameCellsWhateverTheSeed) { EXPECT_EQ(controls_of(1), controls_of(2)); }

TEST(Sweep, ControlsAnotherArmWhereTheBaselineIsNotBuilt) {
  auto partial = experiment("family/partial");
  partial.arms[1].has_kernel = false;
  partial.arms[1].not_built = "needs X";
  EXPECT_EQ(plan_sweep({partial}, profile("smoke"), 1, {}).cells.at(0).arms.back(),
            (PlannedArm{.name = "a", .copy = 1}));
}

TEST(Sweep, ControlsNothingThatIsNotTimed) {
  auto untimed = experiment("family/untimed");
  untimed.passes = {Pass::allocate};
  for (const auto& cell : plan_sweep({untimed}, profile("full"), 1, {}).cells) EXPECT_EQ(controls_in(cell), 0);
}

}  // namespace
}  // namespace memlore::run
