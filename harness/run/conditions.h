#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <vector>

#include "harness/model/record/run.h"
#include "harness/run/timeline.h"

namespace memlore::run {

/// What conducting depends on beside the run itself.
struct Conditions {
  std::filesystem::path folder;  ///< Of the run: the journal is in it.
  std::chrono::milliseconds silence{
      30000};  ///< After which a worker counts as hung; the simulated pass gets ten times it.
  /// Log half-widths of the cells, from the processes before `end` alone: what the time pass stops by
  /// (judge/timed_comparisons.h). Not called for a profile whose number of processes is fixed.
  std::function<std::vector<double>(const Run& run, int end)> half_widths;
  std::function<void(const Status&)> show;
  std::function<bool()> interrupted;
  /// The clock that the time cap goes by.
  std::function<std::chrono::steady_clock::time_point()> now = [] { return std::chrono::steady_clock::now(); };
};

}  // namespace memlore::run
