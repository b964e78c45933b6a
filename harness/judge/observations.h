#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/run.h"

namespace memlore::judge {

/// The observations of a run by cell, arm and metric. Refers into the run. What a source counted that gave a wrong
/// answer to a known question has no value, and says so.
class Observations {
 public:
  explicit Observations(const Run& run);

  /// The value, preferring hardware to simulation where both counted the same, and the simulation of this machine to
  /// that of the reference; nothing for an absent arm (-1), metric or value.
  [[nodiscard]] std::optional<double> value(int cell, int arm, Metric metric) const;

  /// The value by one counter.
  [[nodiscard]] std::optional<double> value(int cell, int arm, Metric metric, CounterSource counter) const;

  /// Appends one summary for every observation of an arm of a cell, each with its source.
  void summarise(int cell, int arm, const Cell& planned, std::vector<Summary>& out) const;

 private:
  /// Cell, arm, metric, what counted, event.
  using Key = std::tuple<int, int, Metric, CounterSource, std::string>;
  [[nodiscard]] std::string discredited(const Observation& observation) const;

  std::map<Key, const Observation*> by_key_;
  std::span<const AnswerOutcome> answers_;
};

}  // namespace memlore::judge
