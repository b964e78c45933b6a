#pragma once

// A made-up run that stops as a real one does: cell by cell, where the interval is narrow enough, never before the
// fewest processes, and looked at after every four.

#include <algorithm>

#include "harness/judge/questions.h"
#include "harness/judge/synthetic/synthetic_run.h"

namespace memlore::synthetic {

inline Run stopped_run(const Truth& truth) {
  auto run = made_up_run(truth);
  std::vector<int> ends(run.plan.cells.size(), truth.processes);
  for (int end = truth.fewest_processes; end < truth.processes; end += processes_per_look) {
    const auto widths = judge::half_widths(run, end);
    for (std::size_t cell = 0; cell < ends.size(); ++cell) {
      if (widths[cell] <= truth.half_width) ends[cell] = std::min(ends[cell], end);
    }
  }
  std::erase_if(run.series,
                [&](const Series& series) { return series.process >= ends[static_cast<std::size_t>(series.cell)]; });
  return run;
}

}  // namespace memlore::synthetic
