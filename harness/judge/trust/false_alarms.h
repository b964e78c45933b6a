#pragma once

// How often are identical arms taken for different? Counted over runs whose plan holds nothing else
// (run/plan/identical_arms.h), by the same estimates, intervals and adjustment as any comparison.

#include <map>
#include <string>
#include <vector>

#include "harness/model/record/run.h"

namespace memlore::judge {

/// What one run of identical arms shows, or several.
struct AlarmCount {
  int comparisons = 0;       ///< Pairs that were measured in enough processes for an interval.
  int without_interval = 0;  ///< Pairs that were not.
  int alarms = 0;            ///< Of the comparisons, the ones whose 95 % interval excludes 1.
  int families = 0;          ///< Experiments of a run with at least one comparison: each is adjusted as a claim is.
  int families_alarmed = 0;  ///< Of these, the ones in which anything is decided.
  std::vector<double> distances;  ///< |log ratio| of each comparison.
  int processes = 0;              ///< That the comparisons took together.

  AlarmCount& operator+=(const AlarmCount& more);
  bool operator==(const AlarmCount&) const = default;
};

/// By experiment id; only experiments of which a pair was timed.
using AlarmCounts = std::map<std::string, AlarmCount>;

/// Counts over the pairs of copies (0 and 1, 2 and 3 …) of every cell.
AlarmCounts count_alarms(const Run& run);

/// All experiments together.
AlarmCount total_of(const AlarmCounts& counts);

/// What such a run stops by: as half_widths does for claims, for its pairs.
std::vector<double> half_widths_of_pairs(const Run& run, int end);

}  // namespace memlore::judge
