#pragma once

// The time pass: one process after the other, each with all cells that are still to be timed. First come the processes
// that every cell gets, then a few at a time for the cells whose intervals are still too wide (stopping_rule.h), until
// none is, or the most processes or the time cap are reached.

#include <chrono>
#include <cstdint>
#include <set>

#include "harness/run/execute_options.h"
#include "harness/run/job_runner.h"
#include "harness/run/stopping_rule.h"
#include "harness/run/workers/workers.h"

namespace memlore::run {

class TimePass {
 public:
  TimePass(JobRunner& runner, Dispatcher& dispatcher, const ExecuteOptions& options)
      : runner_(runner), dispatcher_(dispatcher), options_(options) {}

  /// Does what is left of the pass. Requires that the runner has read the journal since calibration.
  void run();

  /// How long the pass will take, in ns.
  static double expected_ns(const Plan& plan, const std::vector<Experiment>& experiments);

 private:
  [[nodiscard]] const Plan& plan() const { return runner_.contents().run.plan; }
  [[nodiscard]] const std::vector<Experiment>& experiments() const { return runner_.contents().run.experiments; }
  std::set<int> cells_of(const Stage& stage);
  bool time_process(int index, const Stage& stage, const std::set<int>& cells);
  [[nodiscard]] double waiting_ns(const Stage& stage) const;
  [[nodiscard]] bool past_cap(int process) const;
  [[nodiscard]] std::int64_t spent_ns() const;
  [[nodiscard]] std::int64_t earlier_time_ns() const;

  JobRunner& runner_;
  Dispatcher& dispatcher_;
  const ExecuteOptions& options_;
  std::chrono::steady_clock::time_point begin_{};  ///< In this process.
  std::int64_t earlier_ns_ = 0;                    ///< Time that the pass took before it was interrupted.
};

}  // namespace memlore::run
