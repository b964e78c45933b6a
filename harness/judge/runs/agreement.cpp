#include "harness/judge/runs/agreement.h"

#include <algorithm>
#include <map>
#include <string>

#include "harness/judge/runs/comparability.h"

namespace memlore::judge {
namespace {

ComparedRun compared(const Judgement& judgement) {
  return {.identity = judgement.identity,
          .machine = judgement.environment.machine,
          .profile = judgement.profile,
          .complete = judgement.complete};
}

PointFinding finding_of(const Comparison& comparison) {
  if (comparison.estimate.n == 0) return {};
  return {.n = comparison.estimate.n,
          .value = comparison.estimate.value,
          .low_95 = comparison.low_95,
          .high_95 = comparison.high_95,
          .stance = comparison.stance};
}

bool decided(Stance stance) { return stance == Stance::supports || stance == Stance::contradicts; }

bool decided(VerdictWord word) { return word != VerdictWord::inconclusive && word != VerdictWord::invalid; }

bool contradict(Stance first, Stance second) { return decided(first) && decided(second) && first != second; }

void add_points(const ClaimJudgement& first, const ClaimJudgement& second, ClaimAgreement& agreement) {
  std::map<std::string, const Comparison*> others;
  for (const auto& each : second.comparisons) {
    if (each.stance != Stance::outside) others.emplace(each.point.key(), &each);
  }
  for (const auto& here : first.comparisons) {
    if (here.stance == Stance::outside) continue;
    const auto there = others.extract(here.point.key());
    if (there.empty()) {
      ++agreement.points_only_in_first;
      continue;
    }
    agreement.points.push_back({.point = here.point,
                                .first = finding_of(here),
                                .second = finding_of(*there.mapped()),
                                .contradiction = contradict(here.stance, there.mapped()->stance)});
  }
  agreement.points_only_in_second = static_cast<int>(others.size());
}

ClaimAgreement agreement_of_claim(const std::string& experiment, const ClaimJudgement& first,
                                  const ClaimJudgement& second) {
  ClaimAgreement result{.experiment = experiment,
                        .claim = first.claim,
                        .test = first.test,
                        .word = agreement_of_verdicts(first.verdict.word, second.verdict.word),
                        .first = first.verdict,
                        .second = second.verdict,
                        .points = {}};
  if (result.word != AgreementWord::invalid) add_points(first, second, result);
  return result;
}

ClaimAgreement only_in_one(const std::string& experiment, const ClaimJudgement& claim) {
  return {.experiment = experiment,
          .claim = claim.claim,
          .test = claim.test,
          .word = AgreementWord::only_in_one,
          .first = std::nullopt,
          .second = std::nullopt,
          .points = {}};
}

/// The claim of the other run that says the same, or null.
const ClaimJudgement* same_claim(const Claim& claim, const std::string& experiment, const Judgement& judgement) {
  const auto* like = claim_like(claim, experiment, judgement);
  return like != nullptr && declared_alike(claim, like->claim) ? like : nullptr;
}

void add_claims(const Judgement& first, const Judgement& second, Agreement& agreement) {
  for (const auto& experiment : first.experiments) {
    for (const auto& here : experiment.claims) {
      const auto& id = experiment.experiment.id;
      if (const auto* there = same_claim(here.claim, id, second)) {
        agreement.claims.push_back(agreement_of_claim(id, here, *there));
      } else {
        agreement.claims.push_back(only_in_one(id, here));
        agreement.claims.back().first = here.verdict;
      }
    }
  }
  for (const auto& experiment : second.experiments) {
    for (const auto& there : experiment.claims) {
      if (same_claim(there.claim, experiment.experiment.id, first) != nullptr) continue;
      agreement.claims.push_back(only_in_one(experiment.experiment.id, there));
      agreement.claims.back().second = there.verdict;
    }
  }
  std::ranges::stable_sort(agreement.claims, {}, &ClaimAgreement::word);
}

template <class Word>
void count_if_decided(Word first, Word second, bool contradiction, AgreementCount& count) {
  if (!decided(first) || !decided(second)) return;
  ++count.decided;
  count.equal += first == second ? 1 : 0;
  count.contradictions += contradiction ? 1 : 0;
  count.equal_share = static_cast<double>(count.equal) / count.decided;
}

void count_agreements(Agreement& agreement) {
  for (const auto& claim : agreement.claims) {
    if (!claim.first || !claim.second) continue;
    count_if_decided(claim.first->word, claim.second->word, claim.word == AgreementWord::contradiction,
                     agreement.verdicts);
    for (const auto& point : claim.points) {
      count_if_decided(point.first.stance, point.second.stance, point.contradiction, agreement.comparisons);
    }
  }
}

}  // namespace

AgreementWord agreement_of_verdicts(VerdictWord first, VerdictWord second) {
  if (first == VerdictWord::invalid || second == VerdictWord::invalid) return AgreementWord::invalid;
  if (!decided(first) || !decided(second)) return AgreementWord::undecided;
  if (first == second) return AgreementWord::same;
  const bool depends = first == VerdictWord::depends || second == VerdictWord::depends;
  return depends ? AgreementWord::shifted : AgreementWord::contradiction;
}

Agreement agreement_of(const Judgement& first, const Judgement& second) {
  Agreement agreement{.first = compared(first),
                      .second = compared(second),
                      .verdicts = {},
                      .comparisons = {},
                      .warnings = warnings_about_pair(first, second),
                      .claims = {}};
  add_claims(first, second, agreement);
  count_agreements(agreement);
  return agreement;
}

}  // namespace memlore::judge
