#include "harness/judge/sweep/verdict.h"

#include <gtest/gtest.h>

#include <vector>

namespace memlore::judge {
namespace {

using Stances = std::vector<Stance>;

constexpr auto yes = Stance::supports;
constexpr auto no = Stance::contradicts;
constexpr auto open = Stance::undecided;
constexpr auto outside = Stance::outside;

std::vector<Comparison> comparisons(const Stances& stances) {
  std::vector<Comparison> result;
  for (std::size_t i = 0; i < stances.size(); ++i) {
    Comparison comparison;
    comparison.point = {{{"bytes", static_cast<std::int64_t>(i), ""}}};
    comparison.stance = stances[i];
    comparison.reason = {"interval_too_wide", "the interval includes the threshold"};
    result.push_back(comparison);
  }
  return result;
}

Verdict verdict(const Stances& stances) { return verdict_of(comparisons(stances), "the finding", true); }

struct Row {
  Stances stances;
  VerdictWord word;
  const char* code;
};

TEST(Verdict, FollowsItsTruthTable) {
  const std::vector<Row> table{
      {{yes, yes, yes, yes}, VerdictWord::holds, "all_points"},
      {{yes, yes, yes, open}, VerdictWord::holds, "none_against"},
      {{yes, yes, open, open}, VerdictWord::inconclusive, "too_few_decided"},
      {{yes, open, open, open}, VerdictWord::inconclusive, "too_few_decided"},
      {{no, no, no, no}, VerdictWord::refuted, "all_points"},
      {{no, no, no, open}, VerdictWord::refuted, "none_against"},
      {{no, open, open, open}, VerdictWord::refuted, "none_against"},
      {{yes, no, open, open}, VerdictWord::depends, "rule"},
      {{yes, yes, yes, no}, VerdictWord::depends, "rule"},
      {{no, no, no, yes}, VerdictWord::depends, "rule"},
      {{open, open}, VerdictWord::inconclusive, "interval_too_wide"},
      {{}, VerdictWord::inconclusive, "not_measured"},
  };
  for (const auto& row : table) {
    const auto result = verdict(row.stances);
    EXPECT_EQ(result.word, row.word) << result.reason.message;
    EXPECT_EQ(result.reason.code, row.code) << result.reason.message;
  }
}

TEST(Verdict, LooksAtThePointsOfTheDomainAlone) {
  EXPECT_EQ(verdict({yes, yes, yes, outside}).word, VerdictWord::holds);
  EXPECT_EQ(verdict({yes, yes, yes, outside}).reason.code, "all_points");
  EXPECT_EQ(verdict({outside, outside}).reason.code, "not_measured");
}

TEST(Verdict, TellsTheFinding) {
  EXPECT_EQ(verdict({yes, no, open}).reason.message, "the finding");
  EXPECT_EQ(verdict({yes, open}).reason.message,
            "too few points are decided: the finding (the interval includes the threshold)");
}

TEST(Verdict, SaysWhereItDependsAndNoRuleTellsOnWhat) {
  EXPECT_EQ(verdict_of(comparisons({yes, no, yes}), "the finding", false).reason, (Reason{"no_rule", "the finding"}));
}

TEST(Verdict, SaysWhyNothingIsDecided) {
  auto all = comparisons({open, open, open});
  EXPECT_EQ(verdict_of(all, "", false).reason.message, "open at 3 points: the interval includes the threshold");
  all[0].reason = {"under_noise_floor", "noise"};
  EXPECT_EQ(verdict_of(all, "", false).reason.message,
            "open at 3 points: at 2 of them, the interval includes the threshold");
  EXPECT_EQ(verdict_of(std::span(all).first(1), "", false).reason.message, "open at 1 point: noise");
}

TEST(Verdict, NamesTheFaultThatMakesAnExperimentInvalid) {
  const auto verdict = invalid_by({"family/name", "bytes:8", "a", "crashed", "its process died of signal 11"});
  EXPECT_EQ(verdict.word, VerdictWord::invalid);
  EXPECT_EQ(verdict.reason.code, "crashed");
  EXPECT_EQ(verdict.reason.message, "arm 'a' at 'bytes:8' crashed: its process died of signal 11");
}

}  // namespace
}  // namespace memlore::judge
