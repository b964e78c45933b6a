#pragma once

// The observations of a run by cell, arm and metric.
//
// Counts from a source that failed its self-test are discarded, with the reason. Of an arm that was observed again
// after an interruption the last observation stands. Where several fresh processes observed an arm, each is one repeat.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/run.h"

namespace memlore::judge {

/// What one source, or one process, says of both arms.
struct ObservedPair {
  double contender = 0;
  std::optional<double> baseline;  ///< Absent where none was asked for.
  CounterSource counter = CounterSource::process;

  bool operator==(const ObservedPair&) const = default;
};

/// True where values of the metric have no sampling error.
bool is_exact(Metric metric);

/// The same of the values of one source: a counter of the processor estimates what a simulation counts.
bool is_exact(Metric metric, CounterSource counter);

/// Refers into the run.
class Observations {
 public:
  explicit Observations(const Run& run);

  /// The values of two arms by the first source that has both: hardware before simulation, and the simulation of this
  /// machine before that of the reference. A baseline of -1 is not asked for.
  [[nodiscard]] std::optional<ObservedPair> pair(int cell, int contender, int baseline, Metric metric) const;

  /// The values of two arms in each repeat in which one source observed both, in order.
  [[nodiscard]] std::vector<ObservedPair> repeats(int cell, int contender, int baseline, Metric metric) const;

  /// The value of one source in its first repeat.
  [[nodiscard]] std::optional<double> value(int cell, int arm, Metric metric, CounterSource counter) const;

  /// Appends one summary for each source of each metric of an arm of a cell.
  void summarise(int cell, int arm, const Cell& planned, std::vector<Summary>& out) const;

 private:
  /// Cell, arm, metric, what counted, event.
  using Key = std::tuple<int, int, Metric, CounterSource, std::string>;
  using ByRepeat = std::map<int, const Observation*>;

  /// The usable values of one source by repeat; empty where it has none.
  [[nodiscard]] std::map<int, double> values(int cell, int arm, Metric metric, CounterSource counter) const;
  /// Why an observation is not used though it has a value; empty when it is.
  [[nodiscard]] std::string discredited(const Observation& observation) const;
  [[nodiscard]] Summary summary_of(const ByRepeat& repeats) const;

  std::map<Key, ByRepeat> by_key_;
  std::span<const AnswerOutcome> answers_;
};

}  // namespace memlore::judge
