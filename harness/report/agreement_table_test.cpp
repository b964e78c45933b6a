#include "harness/report/agreement_table.h"

#include <gtest/gtest.h>

namespace memlore::report {
namespace {

const PointFinding longer{20, 1.3141, 1.2806, 1.3549, Stance::supports};
const PointFinding shorter{20, 0.9, 0.88, 0.91, Stance::contradicts};
const PointFinding between{20, 1.1, 1.05, 1.15, Stance::undecided};

PointAgreement at(std::int64_t types, const PointFinding& first, const PointFinding& second) {
  const bool contradiction = first.stance == Stance::supports && second.stance == Stance::contradicts;
  return {{{{"types", types, ""}}}, first, second, contradiction};
}

Verdict verdict(VerdictWord word) { return {word, {"code", "the finding"}}; }

ClaimAgreement claim(const std::string& id, AgreementWord word, VerdictWord first, VerdictWord second,
                     std::vector<PointAgreement> points = {}) {
  const Claim claim{"B6",
                    "A virtual call takes at least 1.1 times as long.",
                    "virtual",
                    "direct",
                    Metric::time_per_op,
                    Relation::at_least,
                    1.1,
                    {}};
  return {id, claim, in_words(claim, {}), word, verdict(first), verdict(second), std::move(points), 0, 0};
}

Agreement agreement(std::vector<ClaimAgreement> claims) {
  Agreement result;
  result.first = {{"one", "", ""}, "abacus-2cpu", "quick", true};
  result.second = {{"two", "", ""}, "abacus-2cpu", "full", true};
  result.claims = std::move(claims);
  return result;
}

bool says(const std::string& table, const std::string& words) { return table.find(words) != std::string::npos; }

TEST(AgreementTable, ListsContradictionsOfClaimsThenOfPointsThenWhatShiftedThenTheRest) {
  auto whole = agreement({claim("dispatch/call", AgreementWord::contradiction, VerdictWord::holds, VerdictWord::refuted,
                                {at(1, longer, shorter), at(2, longer, between), at(4, longer, longer)}),
                          claim("growth/reserve", AgreementWord::shifted, VerdictWord::holds, VerdictWord::depends,
                                {at(1, longer, longer), at(2, between, shorter)}),
                          claim("layout/size", AgreementWord::undecided, VerdictWord::holds, VerdictWord::inconclusive),
                          claim("copying/value", AgreementWord::same, VerdictWord::depends, VerdictWord::depends,
                                {at(1, longer, longer), at(8, longer, shorter)})});
  whole.verdicts = {3, 1, 1, 1.0 / 3};
  whole.comparisons = {6, 4, 2, 2.0 / 3};
  whole.warnings = {{"different_profiles", "the profiles differ"}};
  EXPECT_EQ(agreement_table(whole, false),
            "first:  one (quick, abacus-2cpu)\n"
            "second: two (full, abacus-2cpu)\n"
            "\n"
            "contradiction  B6 dispatch/call: holds | refuted\n"
            "               A virtual call takes at least 1.1 times as long.\n"
            "               [virtual / direct: time per operation ≥ 1.1]\n"
            "               first: the finding\n"
            "               second: the finding\n"
            "                 types:1: 1.31 [1.28, 1.35] supports | 0.900 [0.880, 0.910] contradicts\n"
            "                 types:2: 1.31 [1.28, 1.35] supports | 1.10 [1.05, 1.15] undecided\n"
            "\n"
            "contradiction  B6 copying/value, at points: virtual / direct: time per operation ≥ 1.1\n"
            "                 types:8: 1.31 [1.28, 1.35] supports | 0.900 [0.880, 0.910] contradicts\n"
            "\n"
            "shifted        B6 growth/reserve: holds | depends\n"
            "               A virtual call takes at least 1.1 times as long.\n"
            "               [virtual / direct: time per operation ≥ 1.1]\n"
            "               first: the finding\n"
            "               second: the finding\n"
            "                 types:2: 1.10 [1.05, 1.15] undecided | 0.900 [0.880, 0.910] contradicts\n"
            "\n"
            "undecided      B6 layout/size: holds | inconclusive\n"
            "same           B6 copying/value: depends | depends\n"
            "\n"
            "4 claims: 1 contradict, 1 shifted, 1 undecided, 0 invalid, 0 in one run only, 1 the same\n"
            "3 verdicts decided in both runs: 1 equal (33.3 %), 1 contradictions\n"
            "6 comparisons decided in both runs: 4 equal (66.6 %), 2 contradictions\n"
            "warning: the profiles differ\n");
}

TEST(AgreementTable, SaysWhichRunDoesNotHaveAClaim) {
  auto gone = claim("layout/size", AgreementWord::only_in_one, VerdictWord::holds, VerdictWord::holds);
  gone.second.reset();
  EXPECT_TRUE(says(agreement_table(agreement({gone}), false), "only_in_one    B6 layout/size: holds | -\n"));
}

TEST(AgreementTable, SaysWhatWasNotMeasuredInsteadOfANumber) {
  const auto table = agreement_table(agreement({claim("a", AgreementWord::shifted, VerdictWord::holds,
                                                      VerdictWord::depends, {at(1, longer, PointFinding{})})}),
                                     false);
  EXPECT_TRUE(says(table, "supports | not measured\n")) << table;
}

TEST(AgreementTable, HasNoKeyWhereNothingIsSwept) {
  auto alone = at(1, longer, shorter);
  alone.point = {};
  const auto table = agreement_table(
      agreement({claim("a", AgreementWord::contradiction, VerdictWord::holds, VerdictWord::refuted, {alone})}), false);
  EXPECT_TRUE(says(table, "\n                 1.31 [1.28, 1.35] supports | ")) << table;
}

TEST(AgreementTable, SaysThatNothingIsDecidedInsteadOfAShare) {
  const auto table = agreement_table(agreement({}), false);
  EXPECT_TRUE(says(table, "no verdict is decided in both runs\nno comparison is decided in both runs\n")) << table;
}

TEST(AgreementTable, DoesNotRoundUpToAllOfThem) {
  auto nearly = agreement({});
  nearly.comparisons = {10'000, 9'999, 1, 0.9999};
  EXPECT_TRUE(says(agreement_table(nearly, false), "9999 equal (99.9 %)"));
  nearly.comparisons = {10'000, 10'000, 0, 1};
  EXPECT_TRUE(says(agreement_table(nearly, false), "10000 equal (100 %)"));
}

TEST(AgreementTable, SaysTheSameWordsInColour) {
  const auto whole = agreement({claim("a", AgreementWord::contradiction, VerdictWord::holds, VerdictWord::refuted),
                                claim("b", AgreementWord::invalid, VerdictWord::invalid, VerdictWord::holds)});
  const auto plain = agreement_table(whole, false);
  auto coloured = agreement_table(whole, true);
  EXPECT_FALSE(says(plain, "\x1b"));
  EXPECT_TRUE(says(coloured, "\x1b"));
  for (auto at = coloured.find('\x1b'); at != std::string::npos; at = coloured.find('\x1b')) {
    coloured.erase(at, coloured.find('m', at) - at + 1);
  }
  EXPECT_EQ(coloured, plain);
}

}  // namespace
}  // namespace memlore::report
