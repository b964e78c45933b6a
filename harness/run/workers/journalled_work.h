#pragma once

// A crew whose reports go into the run's journal, which in turn says what is left to do.

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/run/conditions.h"
#include "harness/run/jobs.h"
#include "harness/run/journal/journal.h"
#include "harness/run/timeline.h"
#include "harness/run/workers/crew.h"

namespace memlore::run {

class JournalledWork {
 public:
  /// What is left to do, given what is done.
  using Remaining = std::function<std::vector<Assignment>(const Progress& done)>;

  explicit JournalledWork(const Conditions& conditions);

  /// Lets the crew do what is left, and once more for as long as somebody failed; each failure takes an arm out. A
  /// worker that does not even begin is started again; where several in a row do not, its pass is left out, and without
  /// calibration or time, where nothing could be judged, this throws MachineError.
  void complete(const Remaining& remaining, int at_once, std::chrono::milliseconds silence);

  /// What the journal held when it was last read.
  [[nodiscard]] const JournalContents& contents() const { return contents_; }
  void read_again();

  /// Says in the journal of every arm of a job why it is not observed.
  void leave_out(const Job& job, const std::string& reason);

  /// For what the harness itself has to say. `complete` reads it before it asks what is left.
  Journal& journal() {
    stale_ = true;
    return journal_;
  }

  [[nodiscard]] bool interrupted() const { return interrupted_; }

  /// Expected time of the whole run, in ns, and the beginning of a part of it.
  void expect(double total_ns) { timeline_.expect(total_ns); }
  void start_step(const std::string& step, double expected_ns);

 private:
  void record(std::string_view line);
  void blame(const Assignment& assignment, const Outcome& outcome, std::chrono::milliseconds silence);
  void bear_early_death(const Assignment& assignment, const std::string& how);
  void show() { conditions_.show(timeline_.status(records_)); }

  const Conditions& conditions_;
  Journal journal_;
  JournalReader reader_;
  JournalContents contents_;
  Timeline timeline_;
  std::int64_t records_ = 0;
  int next_worker_;
  std::uintmax_t log_begin_ = 0;  ///< Where the log of the workers under way begins.
  int early_deaths_ = 0;          ///< Of workers that did not begin, in a row.
  bool interrupted_ = false;
  bool stale_ = false;  ///< The journal holds what decides what is left and was not read.
};

}  // namespace memlore::run
