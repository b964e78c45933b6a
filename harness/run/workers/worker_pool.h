#pragma once

// Runs workers, a few at a time, and hands on the records that they report, as far as their jobs ask for them.

#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/model/record/job.h"
#include "harness/run/workers/job_report.h"
#include "harness/system/processes/child_process.h"

namespace memlore::run {

/// A job and the process that does it.
struct Assignment {
  system::ProcessSpec process;
  Job job;
};

/// How an assignment ended.
struct Outcome {
  bool finished = false;   ///< The worker reported all of its job, said that it was done, and exited with 0.
  bool timed_out = false;  ///< The worker was silent for longer than the limit, and was killed.
  std::string wrong;       ///< A report that the job cannot lead to, or that is missing, in words; empty: none.
  system::Ending ending;
  AtWork at_work;
};

/// What a pool tells and asks its owner.
struct PoolEvents {
  std::function<void(std::string_view line)> report;             ///< One record, without the end of line.
  std::function<void(const Assignment&, const Outcome&)> ended;  ///< May enqueue more.
  std::function<void()> tick;                                    ///< A few times a second.
  std::function<bool()> interrupted;                             ///< True: kill all workers and return.
};

class WorkerPool {
 public:
  using Clock = std::chrono::steady_clock;

  /// A worker that reports nothing for `silence` counts as hung. The count restarts after a pause of this process
  /// itself: a laptop that slept, a virtual machine or container that was stopped.
  WorkerPool(int at_once, std::chrono::milliseconds silence, std::function<Clock::time_point()> now = Clock::now)
      : at_once_(at_once), silence_(silence), now_(std::move(now)) {}

  void enqueue(Assignment assignment) { waiting_.push_back(std::move(assignment)); }

  /// Returns when no assignment waits and no worker runs, or when interrupted; then the assignments that wait are
  /// dropped.
  void work(const PoolEvents& events);

 private:
  int at_once_;
  std::chrono::milliseconds silence_;
  std::function<Clock::time_point()> now_;
  std::deque<Assignment> waiting_;
};

}  // namespace memlore::run
