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
inline constexpr int judgement_schema_version = 3;

/// How a ratio stands to 1.
enum class Decision {
  greater,
  less,
  same,       ///< Within `same_margin` of 1, by a test of its own: never a failure to find a difference.
  undecided,  ///< None of the above can be said.
};

/// A ratio in [1/same_margin, same_margin] is called the same, unless a claim states another margin.
inline constexpr double same_margin = 1.05;

/// How a comparison stands to what its claim says.
enum class Stance {
  supports,
  contradicts,
  undecided,
  outside,  ///< The claim does not speak of this point.
};

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

/// A claim at one point.
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
  Decision decision = Decision::undecided;
  Stance stance = Stance::undecided;
  Reason reason;
  int slowed = 0;  ///< Of the estimate's n, processes that do not count because neighbours slowed them (judge/ratio.h).

  bool operator==(const Comparison&) const = default;
};

/// A part of the sweep, in the words of its factors, and what was decided there.
struct Region {
  std::vector<Condition> where;  ///< All of them hold there. Empty: everywhere that no other region of the rule covers.
  std::string words;             ///< Of `where`: `up to 16 bytes`; `elsewhere` or `everywhere` where that is empty.
  bool holds = false;            ///< The claim holds there; else it is refuted there.
  int decided = 0;               ///< Decided points in it.
  int explained = 0;             ///< Those of them that are decided as the rule says.
  double low = 0;                ///< Smallest estimate of the explained points; with `high`, the size of the effect.
  double high = 0;

  bool operator==(const Region&) const = default;
};

/// Where, along an ordered factor, a rule changes from one region to the next.
struct Turn {
  std::string factor;
  std::int64_t below = 0;  ///< Last decided level on one side.
  std::int64_t above = 0;  ///< First decided level on the other side.
  /// Levels between them that were measured and left open; empty where nothing was measured between them.
  std::vector<std::int64_t> open;
  /// Where the estimates cross the threshold, by interpolation, rounded to a level that the factor can have: only where
  /// neighbouring levels are at most a factor of two apart, and something lies between them.
  std::optional<std::int64_t> crossing{};

  bool operator==(const Turn&) const = default;
};

/// The shortest description, over at most two factors at measured levels, of where a claim holds and where it is
/// refuted (judge/sweep/rule.h).
struct Rule {
  std::vector<Region> regions;
  std::vector<Turn> turns;
  int decided = 0;                ///< Decided points of the claim's domain.
  int explained = 0;              ///< Those that the regions explain.
  std::vector<Point> exceptions;  ///< Decided points that they do not explain.

  bool operator==(const Rule&) const = default;
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

/// Everything concluded about one claim.
struct ClaimJudgement {
  Claim claim;
  std::string test;  ///< The claim's comparison in words: `virtual / direct: time per operation ≥ 1.1`.
  Verdict verdict;   ///< Its reason's message tells the rule, where there is one.
  /// Where it holds and where it does not; absent where nothing is decided, or no rule explains nine tenths of it.
  std::optional<Rule> rule;
  std::vector<Comparison> comparisons;
  std::vector<CountAgreement> counts{};  ///< Where hardware and simulation both counted the two arms.

  bool operator==(const ClaimJudgement&) const = default;
};

/// One arm at one point in one metric: what cost curves and counter figures draw.
struct Summary {
  Point point;
  std::string arm;
  Metric metric = Metric::time_per_op;
  Estimate estimate;
  std::string source;                      ///< What counted, in words; empty for time.
  std::string unavailable;                 ///< Why there is no estimate; empty when there is one.
  std::optional<CounterSource> counter{};  ///< What counted; absent for time.
  double resolution = 0;                   ///< A count below this could not be told from none and is reported as 0.

  bool operator==(const Summary&) const = default;
};

/// How the error of a run was shared out.
struct ErrorBudget {
  double family_error = 0;    ///< Granted to the estimates of one experiment together, beside the others.
  double interval_level = 0;  ///< At which an interval called 95 % is taken, so that it is one after adaptive stopping.
  int experiments = 0;        ///< With claims that estimates decide.
  int selected = 0;           ///< Of these, the experiments in which anything is decided.

  bool operator==(const ErrorBudget&) const = default;
};

/// Everything concluded from one experiment.
struct ExperimentJudgement {
  Experiment experiment;
  std::vector<ClaimJudgement> claims;  ///< One for each claim of the experiment, in its order.
  std::vector<Summary> summaries;
  std::vector<LeftOut> left_out;
  std::vector<Fault> faults;

  bool operator==(const ExperimentJudgement&) const = default;
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
  std::string profile;  ///< In words: `quick`, or `full, altered: half-width 20 %`.
  int processes = 0;    ///< Of the time pass; a comparison that was narrow sooner has fewer.
  std::uint64_t seed = 0;
  bool complete = false;
  NoiseFloor noise_floor;
  ErrorBudget errors;
  std::vector<CounterStatus> counters;
  std::vector<Warning> warnings;
  std::vector<Finding> findings{};  ///< Of the run: what machine and build may have done to its numbers.
  std::vector<ExperimentJudgement> experiments;

  bool operator==(const Judgement&) const = default;
};

}  // namespace memlore
