#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/conclusions/estimate.h"
#include "harness/model/conclusions/finding.h"
#include "harness/model/record/counter_source.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/fault.h"
#include "harness/model/record/observation.h"
#include "harness/model/record/plan.h"
#include "harness/model/record/run.h"

namespace memlore {

/// Schema of judgement.json.
inline constexpr int judgement_schema_version = 2;

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

/// A verdict with its reason, and what a reader must know of the evidence as a whole.
struct Verdict {
  VerdictWord word = VerdictWord::inconclusive;
  Reason reason;
  std::vector<Warning> warnings{};

  bool operator==(const Verdict&) const = default;
};

/// Where the scatter of a ratio comes from: standard deviations of its logarithm. What cannot be estimated is absent.
struct Spread {
  std::optional<double> layout;   ///< Between code layouts.
  std::optional<double> process;  ///< Between processes of one layout; holds the layouts', too, where those are absent.
  std::optional<double> round;    ///< Between rounds of one process.
  std::string dominant;           ///< `layout`, `process` or `round`; empty where there is no scatter.
  int layouts = 0;                ///< Code layouts that were measured.

  bool operator==(const Spread&) const = default;
};

/// Rounds of a comparison, and how many of them do not count because an arm was kept from running meanwhile or a
/// neighbour shared the core.
struct RoundCount {
  int measured = 0;
  int set_aside = 0;

  bool operator==(const RoundCount&) const = default;
};

/// A hypothesis at one point.
struct Comparison {
  Point point;
  Estimate estimate;  ///< Of the ratio (or of the value, without a baseline), at the family-wise adjusted level.
  double low_95 = 0;  ///< Ends of the plain 95 % interval: what figures draw.
  double high_95 = 0;
  std::optional<double> contender;  ///< Median of the arms' own values, in the metric's unit; absent when not measured.
  std::optional<double> baseline;
  /// As a ratio above 1: an estimate nearer than this to the threshold decides nothing, because identical arms of this
  /// run came out as far apart, for their precision. 0 for an exact metric.
  double noise_floor = 0;
  double error = 1;  ///< Smallest error at which this comparison alone would be decided; 0 for an exact metric.
  std::optional<Spread> spread{};  ///< Only of times.
  RoundCount rounds{};             ///< Only of times.
  Decision decision = Decision::inconclusive;
  Stance stance = Stance::undecided;
  Reason reason;
  int slowed = 0;  ///< Of the estimate's n, processes that do not count because neighbours slowed them (judge/ratio.h).

  bool operator==(const Comparison&) const = default;
};

/// The level of a factor at which the ratio crosses the threshold, by interpolation between the measured ones.
struct Crossing {
  double at = 0;              ///< Median over the slices of the sweep.
  std::optional<double> low;  ///< Below it the comparisons are decided one way; absent: not within the sweep.
  std::optional<double> high;
  int slices = 0;  ///< Combinations of the other factors that cross.

  bool operator==(const Crossing&) const = default;
};

/// Where a verdict turns: between two neighbouring levels of one factor.
struct Turn {
  std::string factor;
  std::string below;                   ///< Level on one side, as shown to people.
  std::string above;                   ///< Level on the other side.
  double agreement = 0;                ///< Share of decided comparisons that this one split explains, in (0.5, 1].
  std::optional<Crossing> crossing{};  ///< Where the factor is a number and the estimates cross.

  bool operator==(const Turn&) const = default;
};

/// How a count of the contender stands to that of the baseline.
enum class Sign { less, same, more };

/// What one counter says of both arms, per operation.
struct CountedPair {
  double contender = 0;
  double baseline = 0;
  Sign sign = Sign::same;

  bool operator==(const CountedPair&) const = default;
};

/// What a counter of the processor and the simulation say of the same question at one point.
struct CountAgreement {
  Point point;
  Metric metric = Metric::cache_misses_per_op;  ///< Of the processor's counter.
  CountedPair hardware;
  CountedPair simulated;
  CounterSource simulator = CounterSource::callgrind_host;
  bool agree = false;  ///< Both have the same sign.

  bool operator==(const CountAgreement&) const = default;
};

/// A hypothesis over the whole sweep.
struct HypothesisJudgement {
  Hypothesis hypothesis;
  Verdict verdict;
  std::optional<Turn> turn;  ///< Only where the verdict depends and one factor explains it.
  std::vector<Comparison> comparisons;
  std::vector<CountAgreement> counts{};  ///< Where hardware and simulation both counted the two arms.

  bool operator==(const HypothesisJudgement&) const = default;
};

/// One arm at one point in one metric: what cost curves and counter figures draw.
struct Summary {
  Point point;
  std::string arm;
  Metric metric = Metric::time_per_op;
  Estimate estimate;
  std::string source;                      ///< What counted, in words; empty for time.
  std::string unavailable;                 ///< Why there is no estimate; empty when there is one.
  std::optional<CounterSource> counter{};  ///< What counted; absent for time, and in older records.
  double resolution = 0;                   ///< A count below this could not be told from none and is reported as 0.

  bool operator==(const Summary&) const = default;
};

/// How the error of a run was shared out.
struct ErrorBudget {
  double family_error = 0;    ///< Granted to the timed comparisons of one claim together, beside the others.
  double interval_level = 0;  ///< At which an interval called 95 % is taken, so that it is one after adaptive stopping.
  int timed_claims = 0;       ///< Claims with timed comparisons.
  int selected_claims = 0;    ///< Of these, the claims in which anything is decided.

  bool operator==(const ErrorBudget&) const = default;
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
  /// 95th percentile of the controls' |log ratio| in units of their own 95 % half-widths: above 1, intervals of this
  /// run are too narrow by that factor, and are taken as that much wider.
  double inflation = 0;
  int controls = 0;  ///< Number of A/A comparisons it comes from.

  bool operator==(const NoiseFloor&) const = default;
};

/// A pure function of a run.
struct Judgement {
  RunIdentity identity;
  Environment environment;
  std::string profile;
  int processes = 0;  ///< Of the time pass; a comparison that was narrow sooner has fewer.
  std::uint64_t seed = 0;
  bool complete = false;
  NoiseFloor noise_floor;
  ErrorBudget errors;
  std::vector<CounterStatus> counters;
  std::vector<Warning> warnings;
  std::vector<Finding> findings{};  ///< Of the run: what machine and build may have done to its numbers.
  std::vector<ClaimJudgement> claims;

  bool operator==(const Judgement&) const = default;
};

}  // namespace memlore
