#pragma once

// Puts the records of a journal together in the order in which they were written. Internal to what reads journals.

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <tuple>

#include "harness/run/journal/journal.h"

namespace memlore::run {

class Composer {
 public:
  /// Takes the next record, `{"kind":…}`. Throws InputError, or an exception of the JSON library, where it cannot be
  /// true after those before it.
  void add(const nlohmann::json& record);

  /// A line that was damaged.
  void add_damage() { ++contents_.run.damaged_lines; }

  [[nodiscard]] JournalContents contents() const;

 private:
  [[nodiscard]] const Cell& cell_at(int index) const;
  [[nodiscard]] const PlannedArm& arm_at(int cell, int arm) const;

  void add_run(const nlohmann::json& value);
  void add_plan(const nlohmann::json& value);
  void add_block(const nlohmann::json& value);
  void add_timed(const nlohmann::json& value);
  void add_observations(const nlohmann::json& value);
  void add_calibration(const nlohmann::json& value);
  void add_timekeeping(const nlohmann::json& value);
  void add_left_out(const nlohmann::json& value);
  void add_fault(const nlohmann::json& value);
  void add_usage(const nlohmann::json& value);
  void add_parent(const nlohmann::json& value);
  void add_finding(const nlohmann::json& value);
  void supersede(int cell, int process, int worker);

  JournalContents contents_;
  Plan begun_;                                            ///< As it was before calibration.
  std::map<std::tuple<int, int, int>, Series> series_;    ///< By cell, arm and process.
  std::set<std::tuple<int, int, int, int, int>> blocks_;  ///< By cell, arm, process, worker and round.
  std::tuple<int, int, int> timing_{-1, -1, -1};          ///< Cell, process and worker of the last block.
};

}  // namespace memlore::run
