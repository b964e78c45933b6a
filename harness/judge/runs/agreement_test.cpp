#include "harness/judge/runs/agreement.h"

#include <gtest/gtest.h>

#include "harness/judge/judge.h"
#include "harness/judge/runs/made_up_judgement.h"
#include "harness/judge/synthetic/synthetic_run.h"

namespace memlore::judge {
namespace {

using made_up::at;
using made_up::experiment;
using made_up::judgement;

constexpr auto holds = VerdictWord::holds;
constexpr auto refuted = VerdictWord::refuted;
constexpr auto depends = VerdictWord::depends;
constexpr auto inconclusive = VerdictWord::inconclusive;
constexpr auto invalid = VerdictWord::invalid;

Agreement agreement(std::vector<ExperimentJudgement> first, std::vector<ExperimentJudgement> second) {
  return agreement_of(judgement("one", std::move(first)), judgement("two", std::move(second)));
}

/// Of one claim with these comparisons in each run.
ClaimAgreement at_points(std::vector<Comparison> first, std::vector<Comparison> second) {
  return agreement({experiment("a", depends, std::move(first))}, {experiment("a", depends, std::move(second))})
      .claims.at(0);
}

TEST(AgreementOfVerdicts, ContradictsWhereAClaimHoldsHereAndIsRefutedThere) {
  EXPECT_EQ(agreement_of_verdicts(holds, refuted), AgreementWord::contradiction);
  EXPECT_EQ(agreement_of_verdicts(refuted, holds), AgreementWord::contradiction);
}

TEST(AgreementOfVerdicts, IsShiftedBetweenDependingAndAnythingElseThatIsDecided) {
  for (const auto other : {holds, refuted}) {
    EXPECT_EQ(agreement_of_verdicts(depends, other), AgreementWord::shifted);
    EXPECT_EQ(agreement_of_verdicts(other, depends), AgreementWord::shifted);
  }
}

TEST(AgreementOfVerdicts, IsTheSameForOneDecisiveWordOnly) {
  for (const auto word : {holds, refuted, depends}) EXPECT_EQ(agreement_of_verdicts(word, word), AgreementWord::same);
  EXPECT_EQ(agreement_of_verdicts(inconclusive, inconclusive), AgreementWord::undecided);
  EXPECT_EQ(agreement_of_verdicts(invalid, invalid), AgreementWord::invalid);
}

TEST(AgreementOfVerdicts, IsUndecidedOrInvalidWhereOneRunIs) {
  for (const auto word : {holds, refuted, depends}) {
    EXPECT_EQ(agreement_of_verdicts(word, inconclusive), AgreementWord::undecided);
    EXPECT_EQ(agreement_of_verdicts(inconclusive, word), AgreementWord::undecided);
    EXPECT_EQ(agreement_of_verdicts(word, invalid), AgreementWord::invalid);
    EXPECT_EQ(agreement_of_verdicts(invalid, word), AgreementWord::invalid);
  }
  EXPECT_EQ(agreement_of_verdicts(inconclusive, invalid), AgreementWord::invalid);
  EXPECT_EQ(agreement_of_verdicts(invalid, inconclusive), AgreementWord::invalid);
}

TEST(Agreement, MatchesClaimsByIdAndNotByPlace) {
  const auto result =
      agreement({experiment("a", holds), experiment("b", refuted)}, {experiment("b", refuted), experiment("a", holds)});
  ASSERT_EQ(result.claims.size(), 2U);
  for (const auto& each : result.claims) EXPECT_EQ(each.word, AgreementWord::same);
}

TEST(Agreement, ListsContradictionsFirstAndKeepsTheOrderOfTheRunOtherwise) {
  const auto result = agreement({experiment("same", holds), experiment("gone", holds), experiment("invalid", invalid),
                                 experiment("undecided", holds), experiment("shifted", holds),
                                 experiment("later", holds), experiment("earlier", refuted)},
                                {experiment("new", refuted), experiment("same", holds), experiment("invalid", holds),
                                 experiment("undecided", inconclusive), experiment("shifted", depends),
                                 experiment("earlier", holds), experiment("later", refuted)});
  std::vector<std::string> ids;
  for (const auto& each : result.claims) ids.push_back(each.experiment);
  EXPECT_EQ(ids,
            (std::vector<std::string>{"later", "earlier", "shifted", "undecided", "invalid", "gone", "new", "same"}));
}

TEST(Agreement, SaysOfAClaimInOneRunOnlyWhatThatRunSays) {
  const auto result = agreement({experiment("gone", holds)}, {experiment("new", refuted)});
  EXPECT_EQ(result.claims[0].word, AgreementWord::only_in_one);
  ASSERT_TRUE(result.claims[0].first && result.claims[1].second);
  EXPECT_EQ(result.claims[0].first->word, holds);
  EXPECT_EQ(result.claims[0].second, std::nullopt);
  EXPECT_EQ(result.claims[1].first, std::nullopt);
  EXPECT_EQ(result.claims[1].second->word, refuted);
  EXPECT_EQ(result.claims[1].claim.sentence, "It costs more.");
  EXPECT_EQ(result.verdicts, AgreementCount{});
}

TEST(Agreement, CountsWhatIsDecidedInBothRunsOnly) {
  const auto result =
      agreement({experiment("a", holds), experiment("b", depends), experiment("c", holds), experiment("d", depends),
                 experiment("e", inconclusive), experiment("f", invalid), experiment("g", holds)},
                {experiment("a", holds), experiment("b", depends), experiment("c", refuted), experiment("d", refuted),
                 experiment("e", holds), experiment("f", invalid)});
  EXPECT_EQ(result.verdicts, (AgreementCount{4, 2, 1, 0.5}));
  EXPECT_EQ(result.comparisons.equal_share, std::nullopt);
}

TEST(Agreement, ContradictsAtAPointThatOneRunSupportsAndTheOtherContradicts) {
  const auto same = at_points({at(8, 1.3, Stance::supports)}, {at(8, 1.4, Stance::supports)});
  EXPECT_FALSE(same.points.at(0).contradiction);
  const auto undecided = at_points({at(8, 1.3, Stance::supports)}, {at(8, 1.1, Stance::undecided)});
  EXPECT_FALSE(undecided.points.at(0).contradiction);
  for (const auto& [here, there] :
       {std::pair{Stance::supports, Stance::contradicts}, std::pair{Stance::contradicts, Stance::supports}}) {
    EXPECT_TRUE(at_points({at(8, 1.3, here)}, {at(8, 1, there)}).points.at(0).contradiction);
  }
}

TEST(Agreement, ShowsRatioAndPlainIntervalOfBothRuns) {
  const auto point = at_points({at(8, 1.3, Stance::supports)}, {at(8, 1, Stance::contradicts)}).points.at(0);
  EXPECT_EQ(point.point.key(), "bytes:8");
  EXPECT_EQ(point.first, (PointFinding{20, 1.3, 1.3 - 0.05, 1.3 + 0.05, Stance::supports}));
  EXPECT_EQ(point.second, (PointFinding{20, 1, 1 - 0.05, 1 + 0.05, Stance::contradicts}));
}

TEST(Agreement, MatchesPointsByTheirKeyAndCountsThoseOfOneRunOnly) {
  const auto result =
      at_points({at(8, 1.3, Stance::supports), at(16, 1.4, Stance::supports)},
                {at(32, 1, Stance::supports), at(64, 1, Stance::supports), at(16, 2, Stance::supports)});
  ASSERT_EQ(result.points.size(), 1U);
  EXPECT_EQ(result.points[0].first.value, 1.4);
  EXPECT_EQ(result.points[0].second.value, 2);
  EXPECT_EQ(result.points_only_in_first, 1);
  EXPECT_EQ(result.points_only_in_second, 2);
}

TEST(Agreement, LeavesOutPointsThatTheClaimDoesNotSpeakOf) {
  const auto result = at_points({at(8, 1.3, Stance::supports), at(16, 1, Stance::outside)},
                                {at(8, 1.3, Stance::supports), at(16, 1, Stance::outside)});
  EXPECT_EQ(result.points.size(), 1U);
  EXPECT_EQ(result.points_only_in_first + result.points_only_in_second, 0);
}

TEST(Agreement, HasNoNumbersOfAPointThatWasNotMeasured) {
  auto missing = at(8, 0, Stance::undecided);
  missing.estimate.n = 0;
  EXPECT_EQ(at_points({missing}, {at(8, 1.2, Stance::supports)}).points.at(0).first, PointFinding{});
}

TEST(Agreement, CountsComparisonsByStance) {
  const auto result = agreement({experiment("a", depends,
                                            {at(8, 1.3, Stance::supports), at(16, 1, Stance::contradicts),
                                             at(32, 1.3, Stance::supports), at(64, 1.1, Stance::undecided)})},
                                {experiment("a", depends,
                                            {at(8, 1.3, Stance::supports), at(16, 1, Stance::contradicts),
                                             at(32, 1, Stance::contradicts), at(64, 1, Stance::contradicts)})});
  EXPECT_EQ(result.comparisons, (AgreementCount{3, 2, 1, 2.0 / 3}));
  EXPECT_EQ(result.claims[0].word, AgreementWord::same);
}

TEST(Agreement, DoesNotCompareWhatWasMeasuredBesideAFault) {
  const auto result = agreement({experiment("a", invalid, {at(8, 1.3, Stance::supports)})},
                                {experiment("a", refuted, {at(8, 1, Stance::contradicts)})});
  EXPECT_EQ(result.claims[0].word, AgreementWord::invalid);
  EXPECT_TRUE(result.claims[0].points.empty());
  EXPECT_EQ(result.comparisons, AgreementCount{});
}

TEST(Agreement, DoesNotMatchAClaimThatIsDeclaredOtherwise) {
  auto other = experiment("a", refuted, {at(8, 1.15, Stance::contradicts)});
  other.claims[0].claim = made_up::at_least(1.2);
  const auto result = agreement({experiment("a", holds, {at(8, 1.15, Stance::supports)})}, {other});
  ASSERT_EQ(result.claims.size(), 2U);
  for (const auto& each : result.claims) EXPECT_EQ(each.word, AgreementWord::only_in_one);
  EXPECT_EQ(result.comparisons, AgreementCount{});
  ASSERT_EQ(result.warnings.size(), 1U);
  EXPECT_EQ(result.warnings[0].code, "declared_otherwise");
}

TEST(Agreement, NamesBothRuns) {
  auto second = judgement("two", {});
  second.complete = false;
  const auto result = agreement_of(judgement("one", {}), second);
  EXPECT_EQ(result.first, (ComparedRun{{"one", "", ""}, "abacus-2cpu", "quick", true}));
  EXPECT_EQ(result.second, (ComparedRun{{"two", "", ""}, "abacus-2cpu", "quick", false}));
}

TEST(Agreement, TellsAnEffectThatIsGoneFromOneThatIsThereAgain) {
  const auto once = judge(synthetic::made_up_run({.ratio = 1.3, .seed = 1}));
  const auto again = agreement_of(once, judge(synthetic::made_up_run({.ratio = 1.3, .seed = 2})));
  EXPECT_EQ(again.claims.at(0).word, AgreementWord::same);
  EXPECT_EQ(again.comparisons, (AgreementCount{4, 4, 0, 1}));
  const auto gone = agreement_of(once, judge(synthetic::made_up_run({.ratio = 1, .seed = 2})));
  EXPECT_EQ(gone.claims.at(0).word, AgreementWord::contradiction);
  EXPECT_EQ(gone.comparisons, (AgreementCount{4, 0, 4, 0}));
}

}  // namespace
}  // namespace memlore::judge
