#pragma once

// Runs jobs until none is left: workers report into the run's journal, and the journal says what is left to do.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/run/execute_options.h"
#include "harness/run/journal/journal.h"
#include "harness/run/progress.h"
#include "harness/run/timeline.h"
#include "harness/run/workers/worker_pool.h"

namespace memlore::run {

class JobRunner {
 public:
  /// The assignments that are left to do, given what is done.
  using Remaining = std::function<std::vector<Assignment>(const Progress& done)>;

  explicit JobRunner(const ExecuteOptions& options);

  /// Runs the assignments that are left, `at_once` workers at a time, and asks again for as long as a worker fails;
  /// each failure takes an arm out. A worker that does not begin is started again. Where several in a row do not begin,
  /// their pass is left out; calibrating and timing cannot be left out, so there this throws MachineError.
  void run(const Remaining& remaining, int at_once, std::chrono::milliseconds silence);

  /// The contents of the journal when it was last read.
  [[nodiscard]] const JournalContents& contents() const { return contents_; }
  void read_again();

  /// Notes in the journal, for every arm of a job, why it is not observed.
  void leave_out(const Job& job, const std::string& reason);

  /// For the harness's own records. `run` reads the journal again before it asks what is left.
  Journal& journal() {
    stale_ = true;
    return journal_;
  }

  [[nodiscard]] bool interrupted() const { return interrupted_; }

  /// Takes the expected time of the whole run, in ns.
  void expect(double total_ns) { timeline_.expect(total_ns); }

  /// Begins a step of the run.
  void start_step(const std::string& step, double expected_ns);

 private:
  void record(std::string_view line);
  void record_failure(const Assignment& assignment, const Outcome& outcome, std::chrono::milliseconds silence);
  void count_early_death(const Assignment& assignment, const std::string& how);
  void show() { options_.show(timeline_.status(records_)); }

  const ExecuteOptions& options_;
  Journal journal_;
  JournalReader reader_;
  JournalContents contents_;
  Timeline timeline_;
  std::int64_t records_ = 0;
  int next_worker_;
  std::uintmax_t log_begin_ = 0;  ///< Length of the log when the workers under way were started.
  int early_deaths_ = 0;          ///< Workers in a row that did not begin.
  bool interrupted_ = false;
  bool stale_ = false;  ///< The journal has records that were not read and change what is left to do.
};

}  // namespace memlore::run
