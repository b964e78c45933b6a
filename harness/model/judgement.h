#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/environment.h"
#include "harness/model/estimate.h"
#include "harness/model/experiment.h"
#include "harness/model/fault.h"
#include "harness/model/observation.h"
#include "harness/model/plan.h"
#include "harness/model/run.h"

namespace memlore {

/// Schema of judgement.json.
inline constexpr int judgement_schema_version = 1;

/// How a ratio stands to 1 and to the smallest effect that matters.
enum class Decision { greater, less, equivalent, inconclusive };

/// How a comparison stands to what its hypothesis expects.
enum class Stance { supports, contradicts, undecided };

/// What the comparisons say of a claim.
enum class VerdictWord { holds, refuted, depends, inconclusive, invalid };

/// Why, in a stable code for programs and a sentence for people.
struct Reason {
  std::string code;
  std::string message;

  bool operator==(const Reason&) const = default;
};

/// A verdict with its reason.
struct Verdict {
  VerdictWord word = VerdictWord::inconclusive;
  Reason reason;

  bool operator==(const Verdict&) const = default;
};

/// A hypothesis at one point.
struct Comparison {
  Point point;
  Estimate estimate;  ///< Of the ratio (or of the value, without a baseline), at the family-wise adjusted level.
  double low_95 = 0;  ///< Ends of the plain 95 % interval: what figures draw.
  double high_95 = 0;
  std::optional<double> contender;  ///< Median of the arms' own values, in the metric's unit; absent when not measured.
  std::optional<double> baseline;
  double noise_floor = 0;  ///< As a ratio above 1 by which identical arms differ in this run; 0 for an exact metric.
  Decision decision = Decision::inconclusive;
  Stance stance = Stance::undecided;
  Reason reason;

  bool operator==(const Comparison&) const = default;
};

/// Where a verdict turns: between two neighbouring levels of one factor.
struct Turn {
  std::string factor;
  std::string below;     ///< Level on one side, as shown to people.
  std::string above;     ///< Level on the other side.
  double agreement = 0;  ///< Share of decided comparisons that this one split explains, in (0.5, 1].

  bool operator==(const Turn&) const = default;
};

/// A hypothesis over the whole sweep.
struct HypothesisJudgement {
  Hypothesis hypothesis;
  Verdict verdict;
  std::optional<Turn> turn;  ///< Only where the verdict depends and one factor explains it.
  std::vector<Comparison> comparisons;

  bool operator==(const HypothesisJudgement&) const = default;
};

/// One arm at one point in one metric: what cost curves and counter figures draw.
struct Summary {
  Point point;
  std::string arm;
  Metric metric = Metric::time_per_op;
  Estimate estimate;
  std::string source;       ///< What counted; empty for time.
  std::string unavailable;  ///< Why there is no estimate; empty when there is one.

  bool operator==(const Summary&) const = default;
};

/// Everything concluded about one claim.
struct ClaimJudgement {
  Experiment experiment;
  Verdict verdict;
  std::vector<HypothesisJudgement> hypotheses;
  std::vector<Summary> summaries;
  std::vector<LeftOut> left_out;
  std::vector<Fault> faults;

  bool operator==(const ClaimJudgement&) const = default;
};

/// What this run shows between two copies of the same arm.
struct NoiseFloor {
  double ratio = 1;  ///< 95th percentile over all A/A controls of exp(|log ratio|); 1 with `controls == 0`.
  double median_ratio = 1;
  int controls = 0;  ///< Number of A/A comparisons it comes from.

  bool operator==(const NoiseFloor&) const = default;
};

/// A pure function of a run.
struct Judgement {
  RunIdentity identity;
  Environment environment;
  std::string profile;
  int invocations = 0;  ///< Of the time pass that finished.
  std::uint64_t seed = 0;
  bool complete = false;
  NoiseFloor noise_floor;
  std::vector<CounterStatus> counters;
  std::vector<Warning> warnings;
  std::vector<ClaimJudgement> claims;

  bool operator==(const Judgement&) const = default;
};

}  // namespace memlore
