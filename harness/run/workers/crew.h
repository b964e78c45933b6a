#pragma once

// Runs workers, a few at a time, and hands on what they report as far as their jobs ask for it.

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
  bool finished = false;   ///< It reported all of its job, said that it was done, and exited well.
  bool timed_out = false;  ///< It was silent for longer than the limit, and was killed.
  std::string wrong;       ///< What it reported that its job cannot have led to, or did not report; empty: nothing.
  system::Ending ending;
  AtWork at_work;
};

/// What the crew asks of and tells its owner.
struct CrewEvents {
  std::function<void(std::string_view line)> report;             ///< One record, without the end of line.
  std::function<void(const Assignment&, const Outcome&)> ended;  ///< May enqueue more.
  std::function<void()> tick;                                    ///< A few times a second.
  std::function<bool()> interrupted;                             ///< True: kill everything and return.
};

class Crew {
 public:
  using Clock = std::chrono::steady_clock;

  /// `silence` is how long a worker may report nothing before it counts as hung. It is counted anew after a pause of
  /// this process itself: a laptop that slept, a virtual machine or container that was stopped.
  Crew(int at_once, std::chrono::milliseconds silence, std::function<Clock::time_point()> now = Clock::now)
      : at_once_(at_once), silence_(silence), now_(std::move(now)) {}

  void enqueue(Assignment assignment) { waiting_.push_back(std::move(assignment)); }

  /// Until nothing waits and nobody works, or until interrupted. An interrupted crew forgets what still waits.
  void work(const CrewEvents& events);

 private:
  int at_once_;
  std::chrono::milliseconds silence_;
  std::function<Clock::time_point()> now_;
  std::deque<Assignment> waiting_;
};

}  // namespace memlore::run
