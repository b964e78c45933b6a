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
    if (series.process >= end) continue;
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
  for (const auto& process : run.plan.processes) layouts[process.index] = process.layout;
  std::set<int> seen;
  for (const auto& series : run.series) {
    if (series.blocks.empty() || series.process >= end) continue;
    seen.insert(series.process);
    auto& cell = cells_[static_cast<std::size_t>(series.cell)];
    const auto arms = run.plan.cells[static_cast<std::size_t>(series.cell)].arms.size();
    auto place = std::ranges::lower_bound(cell, series.process, {}, &CellTimings::process);
    if (place == cell.end() || place->process != series.process) {
      place = cell.insert(place, {.process = series.process,
                                  .layout = layouts[series.process],
                                  .arms = std::vector<const Series*>(arms),
                                  .core = core});
    }
    place->arms[static_cast<std::size_t>(series.arm)] = &series;
  }
  processes_ = static_cast<int>(seen.size());
}

}  // namespace memlore::judge
