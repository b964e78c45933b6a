#pragma once

// How the agreement of two runs looks in JSON. Internal to the files that define encode and decode.

#include "harness/model/conclusions/agreement.h"
#include "harness/model/json/json_judgement.h"

namespace memlore {

template <>
struct Words<AgreementWord> {
  static constexpr std::array<std::string_view, 6> list{"contradiction", "shifted",     "undecided",
                                                        "invalid",       "only_in_one", "same"};
};

/// Null where nothing was measured, too: a ratio of 0 is a finding.
inline void to_json(Json& out, const PointFinding& finding) {
  auto number = [&](double value) { return finding.n > 0 ? bound_to_json(value) : Json(nullptr); };
  out = {{"n", finding.n},
         {"value", number(finding.value)},
         {"low_95", number(finding.low_95)},
         {"high_95", number(finding.high_95)},
         {"stance", finding.stance}};
}

inline void from_json(const Json& in, PointFinding& finding) {
  in.at("n").get_to(finding.n);
  in.at("stance").get_to(finding.stance);
  const auto number = [&](const char* name, double unbounded) {
    return bound_from_json(in.at(name), finding.n > 0 ? unbounded : 0);
  };
  finding.value = number("value", infinity);
  finding.low_95 = number("low_95", std::isfinite(finding.value) ? -infinity : infinity);
  finding.high_95 = number("high_95", infinity);
}

inline void to_json(Json& out, const PointAgreement& agreement) {
  out = {{"point", agreement.point},
         {"key", agreement.point.key()},
         {"first", agreement.first},
         {"second", agreement.second},
         {"contradiction", agreement.contradiction}};
}

inline void from_json(const Json& in, PointAgreement& agreement) {
  in.at("point").get_to(agreement.point);
  in.at("first").get_to(agreement.first);
  in.at("second").get_to(agreement.second);
  in.at("contradiction").get_to(agreement.contradiction);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(HypothesisAgreement, hypothesis, first, second, points, points_only_in_first,
                                   points_only_in_second)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ClaimAgreement, experiment, claim, word, first, second, hypotheses)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AgreementCount, decided, equal, contradictions, equal_share)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ComparedRun, identity, machine, profile, complete)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Agreement, first, second, verdicts, comparisons, warnings, claims)

}  // namespace memlore
