#include "harness/judge/runs/agreement.h"

#include <algorithm>
#include <iterator>
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

bool decided(Stance stance) { return stance != Stance::undecided; }

bool decided(VerdictWord word) { return word != VerdictWord::inconclusive && word != VerdictWord::invalid; }

HypothesisAgreement agreement_of_hypothesis(const HypothesisJudgement& first, const HypothesisJudgement& second) {
  HypothesisAgreement result{.hypothesis = first.hypothesis,
                             .first = first.verdict.word,
                             .second = second.verdict.word,
                             .points = {},
                             .points_only_in_first = 0,
                             .points_only_in_second = 0};
  std::map<std::string, const Comparison*> others;
  for (const auto& each : second.comparisons) others.emplace(each.point.key(), &each);
  for (const auto& here : first.comparisons) {
    const auto there = others.extract(here.point.key());
    if (there.empty()) {
      ++result.points_only_in_first;
      continue;
    }
    PointAgreement point{
        .point = here.point, .first = finding_of(here), .second = finding_of(*there.mapped()), .contradiction = false};
    point.contradiction =
        decided(point.first.stance) && decided(point.second.stance) && point.first.stance != point.second.stance;
    result.points.push_back(std::move(point));
  }
  result.points_only_in_second = static_cast<int>(others.size());
  return result;
}

std::vector<HypothesisAgreement> agreement_of_hypotheses(const ClaimJudgement& first, const ClaimJudgement& second) {
  std::vector<HypothesisAgreement> result;
  for (const auto& here : first.hypotheses) {
    const auto there = std::ranges::find_if(
        second.hypotheses, [&](const auto& each) { return declared_alike(here.hypothesis, each.hypothesis); });
    if (there != second.hypotheses.end()) result.push_back(agreement_of_hypothesis(here, *there));
  }
  return result;
}

ClaimAgreement agreement_of_claim(const ClaimJudgement& first, const ClaimJudgement& second) {
  ClaimAgreement result{.experiment = first.experiment.id,
                        .claim = first.experiment.claim,
                        .word = agreement_of_verdicts(first.verdict.word, second.verdict.word),
                        .first = first.verdict.word,
                        .second = second.verdict.word,
                        .hypotheses = {}};
  if (result.word != AgreementWord::invalid) result.hypotheses = agreement_of_hypotheses(first, second);
  return result;
}

ClaimAgreement only_in_one(const ClaimJudgement& claim) {
  return {.experiment = claim.experiment.id,
          .claim = claim.experiment.claim,
          .word = AgreementWord::only_in_one,
          .first = std::nullopt,
          .second = std::nullopt,
          .hypotheses = {}};
}

const ClaimJudgement* claim_in(const Judgement& judgement, const std::string& experiment) {
  const auto has_id = [&](const ClaimJudgement& each) { return each.experiment.id == experiment; };
  const auto found = std::ranges::find_if(judgement.claims, has_id);
  return found == judgement.claims.end() ? nullptr : &*found;
}

void add_claims(const Judgement& first, const Judgement& second, Agreement& agreement) {
  for (const auto& here : first.claims) {
    if (const auto* there = claim_in(second, here.experiment.id)) {
      std::ranges::move(warnings_about_declarations(here, *there), std::back_inserter(agreement.warnings));
      agreement.claims.push_back(agreement_of_claim(here, *there));
    } else {
      agreement.claims.push_back(only_in_one(here));
      agreement.claims.back().first = here.verdict.word;
    }
  }
  for (const auto& there : second.claims) {
    if (claim_in(first, there.experiment.id) != nullptr) continue;
    agreement.claims.push_back(only_in_one(there));
    agreement.claims.back().second = there.verdict.word;
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
    count_if_decided(*claim.first, *claim.second, claim.word == AgreementWord::contradiction, agreement.verdicts);
    for (const auto& hypothesis : claim.hypotheses) {
      for (const auto& point : hypothesis.points) {
        count_if_decided(point.first.stance, point.second.stance, point.contradiction, agreement.comparisons);
      }
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
