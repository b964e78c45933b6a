#pragma once

// For tests: judgements as small as they can be.

#include <string>
#include <utility>
#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge::made_up {

inline Claim at_least(double threshold) {
  return {"A1", "It costs more.", "contender", "baseline", Metric::time_per_op, Relation::at_least, threshold, {}};
}

inline Comparison at(std::int64_t bytes, double ratio, Stance stance) {
  Comparison comparison;
  comparison.point = {{{"bytes", bytes, ""}}};
  comparison.estimate.value = ratio;
  comparison.estimate.n = 20;
  comparison.low_95 = ratio - 0.05;
  comparison.high_95 = ratio + 0.05;
  comparison.stance = stance;
  return comparison;
}

inline ClaimJudgement claim(const Claim& claim, VerdictWord word, std::vector<Comparison> comparisons = {}) {
  ClaimJudgement result;
  result.claim = claim;
  result.test = in_words(claim, {});
  result.verdict.word = word;
  result.comparisons = std::move(comparisons);
  return result;
}

/// With one claim.
inline ExperimentJudgement experiment(std::string id, VerdictWord word, std::vector<Comparison> comparisons = {}) {
  ExperimentJudgement result;
  result.experiment.id = std::move(id);
  result.claims = {claim(at_least(1.1), word, std::move(comparisons))};
  return result;
}

inline Judgement judgement(std::string id, std::vector<ExperimentJudgement> experiments) {
  Judgement result;
  result.identity.id = std::move(id);
  result.environment.machine = "abacus-2cpu";
  result.environment.facts = {{"build", "compiler", "GNU 12.2.0", ""},
                              {"build", "flags", "-O3", ""},
                              {"build", "preset", "bench", ""},
                              {"build", "sanitizers", {}, "built without sanitizers"},
                              {"worker", "sha1 of layout 0", "bd34b498", ""}};
  result.profile = "quick";
  result.complete = true;
  result.experiments = std::move(experiments);
  return result;
}

}  // namespace memlore::judge::made_up
