#include "harness/judge/timings.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace memlore::judge {

namespace {

CoreWidth core_of(const Run& run, int end) {
  std::vector<double> readings;
  for (const auto& series : run.series) {
    if (series.invocation >= end) continue;
    for (const auto& block : series.blocks) {
      if (block.width_after) readings.push_back(*block.width_after);
    }
  }
  return core_width_of(std::move(readings), run.plan.timekeeping.core_width);
}

}  // namespace

Timings::Timings(const Run& run, int end) : cells_(run.plan.cells.size()) {
  const auto core = core_of(run, end);
  std::map<int, int> layouts;
  for (const auto& invocation : run.plan.invocations) layouts[invocation.index] = invocation.layout;
  std::set<int> seen;
  for (const auto& series : run.series) {
    if (series.blocks.empty() || series.invocation >= end) continue;
    seen.insert(series.invocation);
    auto& cell = cells_[static_cast<std::size_t>(series.cell)];
    const auto arms = run.plan.cells[static_cast<std::size_t>(series.cell)].arms.size();
    auto place = std::ranges::lower_bound(cell, series.invocation, {}, &CellTimings::invocation);
    if (place == cell.end() || place->invocation != series.invocation) {
      place = cell.insert(place, {.invocation = series.invocation,
                                  .layout = layouts[series.invocation],
                                  .arms = std::vector<const Series*>(arms),
                                  .core = core});
    }
    place->arms[static_cast<std::size_t>(series.arm)] = &series;
  }
  invocations_ = static_cast<int>(seen.size());
}

}  // namespace memlore::judge
