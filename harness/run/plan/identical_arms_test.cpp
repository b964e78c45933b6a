#include "harness/run/plan/identical_arms.h"

#include <gtest/gtest.h>

#include <set>

#include "harness/run/made_up_run.h"

namespace memlore::run {
namespace {

std::vector<Experiment> experiments() {
  auto one = made_up_experiment("family/one", {"a", "b", "c"}, {Pass::time});
  one.factors = {{"bytes", "bytes", {}}};
  for (int i = 1; i <= 40; ++i) one.factors[0].levels.push_back({.value = i, .label = {}, .tier = Tier::smoke});
  return {one, made_up_experiment("family/untimed", {"a"}, {Pass::allocate})};
}

Plan plan(std::uint64_t seed, int cells) {
  return plan_identical_arms(experiments(), *profile_named("smoke"), seed, {.sweep = {}, .cells = cells, .pairs = 3});
}

TEST(IdenticalArms, AreCopiesOfOneArmInEveryCell) {
  std::set<std::string> names;
  const auto drawn = plan(1, 25);
  EXPECT_EQ(drawn.cells.size(), 25U);
  for (const auto& cell : drawn.cells) {
    ASSERT_EQ(cell.arms.size(), 6U);
    EXPECT_EQ(cell.experiment, "family/one");
    for (int copy = 0; copy < 6; ++copy) {
      EXPECT_EQ(cell.arms[copy].copy, copy);
      EXPECT_EQ(cell.arms[copy].name, cell.arms[0].name);
    }
    names.insert(cell.arms[0].name);
  }
  EXPECT_EQ(names.size(), 3U) << "each arm is drawn some time";
}

TEST(IdenticalArms, AreDrawnFromTheSeed) {
  EXPECT_EQ(plan(1, 25), plan(1, 25));
  EXPECT_NE(plan(1, 25).cells, plan(2, 25).cells);
}

TEST(IdenticalArms, TakeAllCellsWhereThereAreFewer) { EXPECT_EQ(plan(1, 100).cells.size(), 40U); }

}  // namespace
}  // namespace memlore::run
