#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/conclusions/warning.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/plan.h"
#include "harness/model/record/profile.h"
#include "harness/model/record/run.h"

namespace memlore {

/// Schema of self_test.json.
inline constexpr int self_test_schema_version = 1;

/// The largest share of false alarms that is promised, of comparisons and of families.
inline constexpr double promised_false_alarms = 0.05;

/// A share that was counted: events of trials.
struct Rate {
  int events = 0;
  int trials = 0;
  double share = 0;        ///< 0 for no trials.
  double upper_bound = 1;  ///< One-sided, 95 %, exact (Clopper and Pearson).

  bool operator==(const Rate&) const = default;
};

/// The false alarms of one experiment.
struct ExperimentAlarms {
  std::string experiment;  ///< Its id.
  Rate comparisons;        ///< As those of all experiments.
  Rate families;           ///< Sessions in which, after the adjustment, anything of it was decided.
  /// How far its identical arms came out apart, 95th percentile; absent without a comparison.
  std::optional<double> high_ratio;

  bool operator==(const ExperimentAlarms&) const = default;
};

/// What identical arms are taken for on this machine, with the stopping rule in force.
struct FalseAlarms {
  Rate comparisons;          ///< Intervals called 95 % that exclude 1.
  int without_interval = 0;  ///< Comparisons that are not among these: too few processes had a core to themselves.
  Rate families;             ///< Claims in which, after the adjustment, anything was decided.
  double median_ratio = 1;   ///< How far identical arms came out apart: median and 95th percentile, as ratios above 1.
  double high_ratio = 1;
  double processes = 0;  ///< That a comparison took on average.
  int sessions = 0;
  std::vector<ExperimentAlarms> experiments;  ///< By id.

  bool operator==(const FalseAlarms&) const = default;
};

/// A slowdown that was planted, and how often it was found.
struct PowerPoint {
  std::string kernel;                  ///< `cache-resident`, `memory-bound`.
  double slowdown = 0;                 ///< Planted, as a share.
  std::optional<double> instructions;  ///< Share of more instructions, simulated; absent where nothing simulates.
  Rate found;                          ///< Runs that decide "slower".
  double estimate = 0;                 ///< Median over the runs of the share that was estimated.
  double seconds = 0;                  ///< Median over the runs of what measuring took.

  bool operator==(const PowerPoint&) const = default;
};

/// What `memlore aa` found out about the harness on this machine.
struct SelfTest {
  RunIdentity identity;
  Environment environment;
  Profile profile;
  std::uint64_t seed = 0;
  std::optional<FalseAlarms> false_alarms;  ///< Absent where none were asked for.
  std::vector<PowerPoint> power;
  std::vector<Warning> warnings;

  bool operator==(const SelfTest&) const = default;
};

}  // namespace memlore
