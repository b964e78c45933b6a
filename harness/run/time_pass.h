#pragma once

// The time pass: one process after the other, each with all cells that are still to be timed. First as many as the
// profile gives every cell, then a few at a time for the cells that are still wide (allotment.h), until none is, the
// most processes are reached or the time cap is.

#include <chrono>
#include <cstdint>
#include <set>

#include "harness/run/allotment.h"
#include "harness/run/conditions.h"
#include "harness/run/workers/journalled_work.h"
#include "harness/run/workers/workers.h"

namespace memlore::run {

class TimePass {
 public:
  TimePass(JournalledWork& work, Foreman& foreman, const Conditions& conditions)
      : work_(work), foreman_(foreman), conditions_(conditions) {}

  /// What is left of it. `work` was read after calibration.
  void run();

  /// What it may be expected to take, in ns.
  static double expected_ns(const Plan& plan, const std::vector<Experiment>& experiments);

 private:
  [[nodiscard]] const Plan& plan() const { return work_.contents().run.plan; }
  [[nodiscard]] const std::vector<Experiment>& experiments() const { return work_.contents().run.experiments; }
  std::set<int> cells_of(const Stage& stage);
  bool time_process(int index, const Stage& stage, const std::set<int>& cells);
  [[nodiscard]] double waiting_ns(const Stage& stage) const;
  [[nodiscard]] bool past_cap(int process) const;
  [[nodiscard]] std::int64_t spent_ns() const;
  [[nodiscard]] std::int64_t earlier_time_ns() const;

  JournalledWork& work_;
  Foreman& foreman_;
  const Conditions& conditions_;
  std::chrono::steady_clock::time_point begin_{};  ///< In this process.
  std::int64_t earlier_ns_ = 0;                    ///< What it took before it was interrupted.
};

}  // namespace memlore::run
