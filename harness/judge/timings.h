#pragma once

// The blocks of a run by cell, arm and process: the one index that everything else in the judge looks up.

#include <limits>
#include <span>
#include <vector>

#include "harness/model/record/core_width.h"
#include "harness/model/record/run.h"

namespace memlore::judge {

/// What the blocks of one cell say in one process.
struct CellTimings {
  int process = 0;
  int layout = 0;                   ///< The code layout that the process ran.
  std::vector<const Series*> arms;  ///< By arm index; null where the arm was not timed.
  CoreWidth core{};                 ///< That it ran on, as the run's readings show it.
};

/// All timings of a run, by cell, each cell's processes in ascending order, which is that of time. Refers into the
/// run.
class Timings {
 public:
  /// Of the processes before `end` alone, where it is given.
  explicit Timings(const Run& run, int end = std::numeric_limits<int>::max());

  [[nodiscard]] std::span<const CellTimings> of_cell(int cell) const { return cells_[static_cast<std::size_t>(cell)]; }

  /// Processes that timed at least one block.
  [[nodiscard]] int processes() const { return processes_; }

 private:
  std::vector<std::vector<CellTimings>> cells_;
  int processes_ = 0;
};

}  // namespace memlore::judge
