#include "harness/run/plan/identical_arms.h"

#include <algorithm>

#include "harness/run/jobs.h"
#include "harness/run/plan/random.h"

namespace memlore::run {

Plan plan_identical_arms(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                         const IdenticalOptions& options) {
  auto plan = plan_sweep(experiments, profile, seed, options.sweep);
  plan.left_out.clear();
  std::erase_if(plan.cells, [&](const Cell& cell) { return !asks_for(experiments, cell.experiment, Pass::time); });
  Random random(seed ^ 0x5eed);
  random.shuffle(plan.cells);
  if (std::ssize(plan.cells) > options.cells) plan.cells.resize(static_cast<std::size_t>(options.cells));
  // Cells of one experiment are neighbours again, as readers of a plan expect.
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
