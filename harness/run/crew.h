#pragma once

// Runs workers, a few at a time, and hands on what they report. Knows nothing of what the reports mean beyond who is at
// work and that the work is done.

#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "harness/model/job.h"
#include "harness/system/child_process.h"

namespace memlore::run {

/// A job and the process that does it.
struct Assignment {
  system::ProcessSpec process;
  Job job;
};

/// Who was at work last: cell index and arm, -1 where nothing was begun.
struct AtWork {
  int cell = -1;
  int arm = -1;
};

/// How an assignment ended.
struct Outcome {
  bool finished = false;   ///< It said that it was done, and exited well.
  bool timed_out = false;  ///< It was silent for longer than the limit, and was killed.
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
  /// `silence` is how long a worker may report nothing before it counts as hung.
  Crew(int at_once, std::chrono::milliseconds silence) : at_once_(at_once), silence_(silence) {}

  void enqueue(Assignment assignment) { waiting_.push_back(std::move(assignment)); }

  /// Until nothing waits and nobody works, or until interrupted. An interrupted crew forgets what still waits.
  void work(const CrewEvents& events);

 private:
  int at_once_;
  std::chrono::milliseconds silence_;
  std::deque<Assignment> waiting_;
};

}  // namespace memlore::run
