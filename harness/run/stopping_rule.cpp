#include "harness/run/stopping_rule.h"

#include <algorithm>
#include <iterator>

#include "harness/run/plan/expected.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {

std::vector<Stage> stages_of(const Plan& plan) {
  const int all = static_cast<int>(plan.processes.size());
  if (plan.profile.half_width == 0 && all > 0) return {{.begin = 0, .end = all}};
  std::vector<Stage> stages;
  for (int begin = 0; begin < all;) {
    const int length = begin == 0 ? plan.profile.fewest_processes : processes_per_look;
    stages.push_back({.begin = begin, .end = std::min(all, begin + std::max(length, 1))});
    begin = stages.back().end;
  }
  return stages;
}

std::set<int> cells_still_wide(const Plan& plan, const std::vector<Experiment>& experiments,
                               std::span<const double> half_widths, const Stage& stage, double left_ns,
                               double waiting_ns) {
  const auto width = [&](int cell) { return half_widths[cell]; };
  std::vector<int> wide;
  for (const int cell : cells_of_pass(plan, experiments, Pass::time)) {
    if (width(cell) > plan.profile.half_width) wide.push_back(cell);
  }
  std::ranges::stable_sort(wide, std::ranges::greater{}, width);
  std::set<int> chosen;
  for (const int cell : wide) {
    left_ns -= (stage.end - stage.begin) * expected_cell_ns(plan, plan.cells[cell], waiting_ns);
    if (left_ns < 0 && !chosen.empty()) break;
    chosen.insert(cell);
  }
  return chosen;
}

}  // namespace memlore::run
