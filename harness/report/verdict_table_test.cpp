#include "harness/report/verdict_table.h"

#include <gtest/gtest.h>

#include <limits>

namespace memlore::report {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Comparison compared(double value, double low, double high, int n = 20) {
  Comparison comparison;
  comparison.estimate.value = value;
  comparison.estimate.n = n;
  comparison.low_95 = low;
  comparison.high_95 = high;
  return comparison;
}

ClaimJudgement claim(VerdictWord word, std::vector<Comparison> comparisons) {
  ClaimJudgement result;
  result.claim = {"B6",
                  "A virtual call takes at least 1.1 times as long.",
                  "virtual",
                  "direct",
                  Metric::time_per_op,
                  Relation::at_least,
                  1.1,
                  {}};
  result.test = in_words(result.claim, {});
  result.verdict = {word, {"code", "the finding"}};
  result.comparisons = std::move(comparisons);
  return result;
}

/// One experiment with these claims.
Judgement judgement(std::vector<ClaimJudgement> claims) {
  Judgement result;
  result.processes = 20;
  ExperimentJudgement experiment;
  experiment.experiment.id = "dispatch/call-cost";
  experiment.claims = std::move(claims);
  result.experiments = {experiment};
  return result;
}

bool says(const std::string& table, const std::string& words) { return table.find(words) != std::string::npos; }

TEST(VerdictTable, SaysVerdictClaimAndFinding) {
  auto whole = judgement(
      {claim(VerdictWord::depends, {compared(2.5, 2.4, 2.6), compared(1.01, 0.99, 1.03), compared(2, 1.9, 2.1)})});
  auto& comparisons = whole.experiments[0].claims[0].comparisons;
  comparisons[0].estimate.warnings = {{"drift", "the ratio rises"}, {"wide", "known to ±4 %"}};
  comparisons[2].estimate.warnings = {{"wide", "known to ±5 %"}};
  for (auto& each : comparisons) each.rounds = {.measured = 100, .set_aside = 2};
  comparisons[1].slowed = 1;
  whole.noise_floor = {.ratio = 1.031, .median_ratio = 1.004, .inflation = 0.8, .controls = 12};
  whole.warnings = {{"drift", "the clock drifted by 3 %"}};
  EXPECT_EQ(verdict_table(whole, false),
            "depends       B6  A virtual call takes at least 1.1 times as long.\n"
            "              the finding\n"
            "              [dispatch/call-cost, virtual / direct: time per operation ≥ 1.1]\n"
            "\n"
            "1 claim: 0 hold, 0 refuted, 1 depend, 0 inconclusive, 0 invalid\n"
            "noise floor 3.10 % (95th percentile of 12 A/A controls; median 0.40 %; 0.80 of their own half-widths), 20 "
            "processes\n"
            "warnings: 2 wide, 1 drift (at 2 of 3 comparisons); 6 of 300 rounds set aside, 1 of 60 processes slowed\n"
            "warning: the clock drifted by 3 %\n");
}

TEST(VerdictTable, SaysTheWarningsOfAVerdict) {
  auto warned = claim(VerdictWord::holds, {});
  warned.verdict.warnings = {{"counts_disagree", "the counter and the simulation disagree"}};
  EXPECT_TRUE(says(verdict_table(judgement({warned}), false), "warning: the counter and the simulation disagree\n"));
}

TEST(VerdictTable, CountsEveryVerdict) {
  const auto table = verdict_table(
      judgement({claim(VerdictWord::holds, {}), claim(VerdictWord::holds, {}), claim(VerdictWord::holds, {}),
                 claim(VerdictWord::refuted, {}), claim(VerdictWord::refuted, {}), claim(VerdictWord::depends, {}),
                 claim(VerdictWord::inconclusive, {}), claim(VerdictWord::invalid, {})}),
      false);
  EXPECT_TRUE(says(table, "8 claims: 3 hold, 2 refuted, 1 depend, 1 inconclusive, 1 invalid\n")) << table;
}

TEST(VerdictTable, SaysNothingOfANoiseFloorWithoutControls) {
  EXPECT_FALSE(says(verdict_table(judgement({}), false), "noise floor"));
}

TEST(VerdictTable, SaysThatNoComparisonCarriesAWarning) {
  const auto table = verdict_table(judgement({claim(VerdictWord::holds, {compared(2, 1.9, 2.1)})}), false);
  EXPECT_TRUE(says(table, "\nwarnings: none (of 1 comparison)\n")) << table;
}

TEST(VerdictTable, CountsACodeOncePerComparisonAndNothingThatWasNotMeasured) {
  auto warned = compared(2, 1.9, 2.1);
  warned.estimate.warnings = {{"page_faults", "30 % of the blocks"}, {"page_faults", "40 % of the blocks"}};
  auto absent = compared(0, 0, 0, 0);
  absent.estimate.warnings = {{"wide", ""}};
  absent.rounds = {.measured = 7, .set_aside = 7};
  const auto table = verdict_table(judgement({claim(VerdictWord::holds, {warned, absent})}), false);
  EXPECT_TRUE(says(table, "warnings: 1 page_faults (at 1 of 1 comparison)\n")) << table;
}

TEST(VerdictTable, SaysNothingOfWarningsWhereNothingWasMeasured) {
  EXPECT_FALSE(says(verdict_table(judgement({claim(VerdictWord::invalid, {})}), false), "warnings:"));
}

TEST(VerdictTable, SaysTheSameWordsInColour) {
  const auto whole = judgement({claim(VerdictWord::refuted, {compared(1.5, 1.4, 1.6)})});
  const auto plain = verdict_table(whole, false);
  auto coloured = verdict_table(whole, true);
  EXPECT_FALSE(says(plain, "\x1b"));
  EXPECT_TRUE(says(coloured, "\x1b"));
  for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, plain);
}

TEST(RatioInWords, HasThreeSignificantDigits) {
  EXPECT_EQ(ratio_in_words(1.3141, 1.2806, 1.3549), "1.31 [1.28, 1.35]");
  EXPECT_EQ(ratio_in_words(0.012345, 0.01, 0.02), "0.0123 [0.0100, 0.0200]");
  EXPECT_EQ(ratio_in_words(12.345, 9.999, 123.45), "12.3 [10.0, 123]");
  EXPECT_EQ(ratio_in_words(99.96, 99.94, 100.4), "100 [99.9, 100]");
}

TEST(RatioInWords, HasThreeDigitsForWhatCannotBeToo) {
  EXPECT_EQ(ratio_in_words(1e300, 1e15, 1.7976931348623157e308), "1e+300 [1e+15, 1.8e+308]");
  EXPECT_EQ(ratio_in_words(1.5e14, 1e14, 2e14), "150000000000000 [100000000000000, 200000000000000]");
}

TEST(VerdictTable, HasShortLinesWhateverTheNoiseFloor) {
  auto whole = judgement({});
  whole.noise_floor = {.ratio = 1e300, .median_ratio = 1e200, .inflation = 1e100, .controls = 12};
  EXPECT_TRUE(says(verdict_table(whole, false), "noise floor 1e+302 % (")) << verdict_table(whole, false);
  EXPECT_TRUE(says(verdict_table(whole, false), "median 1e+202 %; 1e+100 of")) << verdict_table(whole, false);
}

TEST(RatioInWords, HasNoIntervalWhereThereIsNone) {
  EXPECT_EQ(ratio_in_words(2, 2, 2), "2");
  EXPECT_EQ(ratio_in_words(0, 0, 0), "0");
  EXPECT_EQ(ratio_in_words(1.5, -infinity, infinity), "1.50 [no interval]");
}

TEST(RatioInWords, DoesNotShowADivisionByZeroAsANumber) {
  EXPECT_EQ(ratio_in_words(infinity, infinity, infinity), "something over nothing");
  EXPECT_EQ(ratio_in_words(std::numeric_limits<double>::quiet_NaN(), 0, 0), "something over nothing");
}

}  // namespace
}  // namespace memlore::report
