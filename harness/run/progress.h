#pragma once

// Is it done? What a run has observed so far.

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "harness/model/catalogue/pass.h"
#include "harness/model/record/counter_source.h"
#include "harness/run/journal/journal.h"

namespace memlore::run {

class Progress {
 public:
  explicit Progress(const JournalContents& contents);

  /// True for an experiment with a fault: nothing more of it is run.
  [[nodiscard]] bool faulty(const std::string& experiment) const { return faulty_.contains(experiment); }

  /// True where calibration settled all arms of the cell.
  [[nodiscard]] bool calibrated(int cell) const { return calibrated_.contains(cell); }

  /// True where one worker timed the cell of the process to its end. A cell that was interrupted is timed again as a
  /// whole: a round of two workers would be a ratio of two processes.
  [[nodiscard]] bool timed(int process, int cell) const { return timed_.contains({process, cell}); }

  /// True where the pass left the arm out, or observed it in the fresh process of this number.
  [[nodiscard]] bool observed(Pass pass, int cell, int arm, int repeat = 0) const;

  /// True where all of these counts of the arm were simulated, or the simulate pass left it out.
  [[nodiscard]] bool simulated(const std::vector<CounterSource>& counters, int cell, int arm) const;

 private:
  /// Notes what the plan leaves out. Returns the arms that are absent, by cell and index.
  std::set<std::pair<int, int>> note_left_out(const Plan& plan);

  std::set<std::string> faulty_;
  std::set<std::pair<int, int>> timed_;                    ///< Process and cell.
  std::set<int> calibrated_;                               ///< Cells.
  std::set<std::tuple<Pass, int, int, int>> observed_;     ///< Pass, cell, arm and repeat.
  std::set<std::tuple<CounterSource, int, int>> counted_;  ///< Source, cell and arm.
  std::set<std::tuple<Pass, int, int>> left_out_;          ///< Pass, cell and arm.
};

}  // namespace memlore::run
