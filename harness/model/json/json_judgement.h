#pragma once

// How each noun of a judgement looks in JSON. Internal to the files that define encode and decode.

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/json/json_nouns.h"

namespace memlore {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Reason, code, message)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CountedPair, contender, baseline, sign)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Crossing, at, low, high, slices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Turn, factor, below, above, agreement, crossing)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Spread, layout, process, round, dominant, layouts)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RoundCount, measured, set_aside)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ErrorBudget, family_error, interval_level, timed_claims, selected_claims)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(NoiseFloor, ratio, median_ratio, inflation, controls)

/// An end of an interval: null where the interval has no end on that side.
inline Json bound_to_json(double bound) { return std::isfinite(bound) ? Json(bound) : Json(nullptr); }
inline double bound_from_json(const Json& in, double unbounded) { return in.is_null() ? unbounded : in.get<double>(); }
inline constexpr double infinity = std::numeric_limits<double>::infinity();

inline void to_json(Json& out, const Estimate& estimate) {
  out = {{"value", bound_to_json(estimate.value)},
         {"low", bound_to_json(estimate.low)},
         {"high", bound_to_json(estimate.high)},
         {"level", estimate.level},
         {"n", estimate.n},
         {"warnings", estimate.warnings}};
}

inline void from_json(const Json& in, Estimate& estimate) {
  estimate.value = bound_from_json(in.at("value"), infinity);
  // Something over nothing is exact: its ends lie where it lies.
  estimate.low = bound_from_json(in.at("low"), std::isfinite(estimate.value) ? -infinity : infinity);
  estimate.high = bound_from_json(in.at("high"), infinity);
  in.at("level").get_to(estimate.level);
  in.at("n").get_to(estimate.n);
  in.at("warnings").get_to(estimate.warnings);
}

inline void to_json(Json& out, const Comparison& comparison) {
  out = {{"point", comparison.point},
         {"key", comparison.point.key()},
         {"estimate", comparison.estimate},
         {"low_95", bound_to_json(comparison.low_95)},
         {"high_95", bound_to_json(comparison.high_95)},
         {"contender", comparison.contender},
         {"baseline", comparison.baseline},
         {"noise_floor", comparison.noise_floor},
         {"error", comparison.error},
         {"spread", comparison.spread},
         {"rounds", comparison.rounds},
         {"slowed", comparison.slowed},
         {"decision", comparison.decision},
         {"stance", comparison.stance},
         {"reason", comparison.reason}};
}

inline void from_json(const Json& in, Comparison& comparison) {
  in.at("point").get_to(comparison.point);
  in.at("estimate").get_to(comparison.estimate);
  comparison.low_95 = bound_from_json(in.at("low_95"), std::isfinite(comparison.estimate.value) ? -infinity : infinity);
  comparison.high_95 = bound_from_json(in.at("high_95"), infinity);
  in.at("contender").get_to(comparison.contender);
  in.at("baseline").get_to(comparison.baseline);
  in.at("noise_floor").get_to(comparison.noise_floor);
  in.at("error").get_to(comparison.error);
  in.at("spread").get_to(comparison.spread);
  in.at("rounds").get_to(comparison.rounds);
  get_optional(in, "slowed", comparison.slowed);
  in.at("decision").get_to(comparison.decision);
  in.at("stance").get_to(comparison.stance);
  in.at("reason").get_to(comparison.reason);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CountAgreement, point, metric, hardware, simulated, simulator, agree)

MEMLORE_JSON_OF_GROWN_TYPE(Verdict, (word, reason), (warnings))

MEMLORE_JSON_OF_GROWN_TYPE(HypothesisJudgement, (hypothesis, verdict, turn, comparisons), (counts))

MEMLORE_JSON_OF_GROWN_TYPE(Summary, (point, arm, metric, estimate, source, unavailable), (counter, resolution))

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ClaimJudgement, experiment, verdict, hypotheses, summaries, left_out, faults)

MEMLORE_JSON_OF_GROWN_TYPE(Judgement,
                           (identity, environment, profile, processes, seed, complete, noise_floor, errors, counters,
                            warnings, claims),
                           (findings))

}  // namespace memlore
