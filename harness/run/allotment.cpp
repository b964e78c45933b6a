#include "harness/run/allotment.h"

#include <algorithm>
#include <iterator>

#include "harness/run/jobs.h"
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

std::set<int> timed_cells(const Plan& plan, const std::vector<Experiment>& experiments) {
  std::set<int> cells;
  for (int cell = 0; cell < std::ssize(plan.cells); ++cell) {
    if (asks_for(experiments, plan.cells[static_cast<std::size_t>(cell)].experiment, Pass::time)) cells.insert(cell);
  }
  return cells;
}

std::set<int> cells_still_wide(const Plan& plan, const std::vector<Experiment>& experiments,
                               std::span<const double> half_widths, const Stage& stage, double left_ns,
                               double waiting_ns) {
  const auto width = [&](int cell) { return half_widths[static_cast<std::size_t>(cell)]; };
  std::vector<int> wide;
  for (const int cell : timed_cells(plan, experiments)) {
    if (width(cell) > plan.profile.half_width) wide.push_back(cell);
  }
  std::ranges::stable_sort(wide, std::ranges::greater{}, width);
  std::set<int> chosen;
  for (const int cell : wide) {
    const auto& planned = plan.cells[static_cast<std::size_t>(cell)];
    left_ns -= (stage.end - stage.begin) * expected_cell_ns(plan, planned, waiting_ns);
    if (left_ns < 0 && !chosen.empty()) break;
    chosen.insert(cell);
  }
  return chosen;
}

}  // namespace memlore::run
