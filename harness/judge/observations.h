#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "harness/model/judgement.h"
#include "harness/model/run.h"

namespace memlore::judge {

/// The observations of a run by cell, arm and metric. Refers into the run.
class Observations {
 public:
  explicit Observations(const Run& run);

  /// The value, preferring hardware to simulation where both counted the same; nothing for an absent arm (-1), metric
  /// or value.
  [[nodiscard]] std::optional<double> value(int cell, int arm, Metric metric) const;

  /// Appends one summary for every observation of an arm of a cell, each with its source.
  void summarise(int cell, int arm, const Cell& planned, std::vector<Summary>& out) const;

 private:
  using Key = std::tuple<int, int, Metric, Pass>;
  std::map<Key, const Observation*> by_key_;
};

}  // namespace memlore::judge
