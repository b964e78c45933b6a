#include "harness/run/plan/identical_arms.h"

#include <algorithm>

#include "harness/run/plan/random.h"

namespace memlore::run {

Plan plan_identical_arms(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                         const IdenticalOptions& options) {
  auto timed = experiments;
  std::erase_if(timed, [](const Experiment& each) { return !asks_for(each, Pass::time); });
  auto plan = plan_sweep(timed, profile, seed, options.sweep);
  plan.left_out.clear();
  Random random(seed ^ 0x5eed);
  random.shuffle(plan.cells);
  if (std::ssize(plan.cells) > options.cells) plan.cells.resize(options.cells);
  // Readers of a plan expect the cells of an experiment side by side.
  std::ranges::stable_sort(plan.cells, {}, &Cell::experiment);
  for (auto& cell : plan.cells) {
    std::erase_if(cell.arms, [](const PlannedArm& arm) { return arm.copy != 0; });
    const auto name = cell.arms[random.below(cell.arms.size())].name;
    cell.arms.clear();
    for (int copy = 0; copy < 2 * options.pairs; ++copy) cell.arms.push_back({.name = name, .copy = copy});
  }
  return plan;
}

}  // namespace memlore::run
