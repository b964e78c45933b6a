#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <vector>

#include "harness/model/record/run.h"
#include "harness/run/timeline.h"

namespace memlore::run {

/// How a run is executed.
struct ExecuteOptions {
  std::filesystem::path folder;  ///< Of the run: the journal is in it.
  /// A worker that reports nothing for this long counts as hung; for ten times as long in the simulate pass.
  std::chrono::milliseconds silence{30000};
  /// Log half-widths of the cells, from the processes before `end` alone: the time pass stops by them. Not called for a
  /// profile whose number of processes is fixed.
  std::function<std::vector<double>(const Run& run, int end)> half_widths;
  std::function<void(const Status&)> show;
  std::function<bool()> interrupted;
  /// The clock that the time cap goes by.
  std::function<std::chrono::steady_clock::time_point()> now = [] { return std::chrono::steady_clock::now(); };
};

}  // namespace memlore::run
