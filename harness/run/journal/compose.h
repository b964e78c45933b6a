#pragma once

// Puts the records of a journal together in the order in which they were written. Internal to what reads journals.

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <tuple>

#include "harness/model/record/journal_records.h"
#include "harness/run/journal/journal.h"

namespace memlore::run {

class Composer {
 public:
  /// Takes the next record, `{"kind":…}`. Throws InputError where it cannot be true after those before it.
  void add(const nlohmann::json& record);

  /// A line that was damaged.
  void add_damage() { ++contents_.run.damaged_lines; }

  [[nodiscard]] JournalContents contents() const;

 private:
  [[nodiscard]] const Cell& cell_at(int index) const;
  [[nodiscard]] const PlannedArm& arm_at(int cell, int arm) const;

  void take(Run run);
  void take(Plan plan);
  void take(const TimedBlock& timed);
  void take(const TimedCell& timed);
  void take(ArmObservations observations);
  void take(const Calibration& calibration);
  void take(const Timekeeping& timekeeping);
  void take(ArmLeftOut left_out);
  void take(Fault fault);
  void take(const WorkerUsage& usage);
  void take(const ParentUsage& usage);
  void take(Finding finding);
  static void take(const AtWork&);
  static void take(const End&);

  void supersede(int cell, int process, int worker);

  JournalContents contents_;
  Plan begun_;                                            ///< As it was before calibration.
  std::map<std::tuple<int, int, int>, Series> series_;    ///< By cell, arm and process.
  std::set<std::tuple<int, int, int, int, int>> blocks_;  ///< By cell, arm, process, worker and round.
  std::tuple<int, int, int> timing_{-1, -1, -1};          ///< Cell, process and worker of the last block.
};

}  // namespace memlore::run
