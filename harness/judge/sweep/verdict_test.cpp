#include "harness/judge/sweep/verdict.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace memlore::judge {
namespace {

std::vector<Comparison> comparisons(int supports, int contradicts, int undecided,
                                    const std::string& reason = "interval_too_wide") {
  std::vector<Comparison> result;
  auto add = [&](int count, Stance stance, const std::string& code) {
    for (int i = 0; i < count; ++i) {
      result.push_back({.point = {},
                        .estimate = {},
                        .contender = {},
                        .baseline = {},
                        .stance = stance,
                        .reason = {code, "because"}});
    }
  };
  add(supports, Stance::supports, "interval_supports");
  add(contradicts, Stance::contradicts, "interval_contradicts");
  add(undecided, Stance::undecided, reason);
  return result;
}

struct Words {
  VerdictWord word;
  std::string code;

  bool operator==(const Words&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const Words& words) {
    return out << static_cast<int>(words.word) << ' ' << words.code;
  }
};

Words words(const Verdict& verdict) { return {verdict.word, verdict.reason.code}; }

Words verdict(const std::vector<Comparison>& list, const std::optional<Turn>& turn = {}) {
  return words(verdict_of_comparisons(list, turn));
}

TEST(VerdictOfComparisons, HoldsOrIsRefutedWhereAllPointsSaySo) {
  EXPECT_EQ(verdict(comparisons(8, 0, 0)), (Words{VerdictWord::holds, "all_points"}));
  EXPECT_EQ(verdict(comparisons(1, 0, 0)), (Words{VerdictWord::holds, "all_points"}));
  EXPECT_EQ(verdict(comparisons(0, 8, 0)), (Words{VerdictWord::refuted, "all_points"}));
}

TEST(VerdictOfComparisons, ThreeQuartersDecidedOneWayAreEnoughWithNoneAgainst) {
  EXPECT_EQ(verdict(comparisons(6, 0, 2)), (Words{VerdictWord::holds, "none_against"}));
  EXPECT_EQ(verdict(comparisons(0, 6, 2)), (Words{VerdictWord::refuted, "none_against"}));
  EXPECT_EQ(verdict(comparisons(5, 0, 3)), (Words{VerdictWord::inconclusive, "interval_too_wide"}));
  EXPECT_EQ(verdict(comparisons(0, 5, 3)), (Words{VerdictWord::inconclusive, "interval_too_wide"}));
}

TEST(VerdictOfComparisons, DependsAsSoonAsOnePointIsAgainst) {
  EXPECT_EQ(verdict(comparisons(99, 1, 0)), (Words{VerdictWord::depends, "mixed"}));
  EXPECT_EQ(verdict(comparisons(1, 1, 98)), (Words{VerdictWord::depends, "mixed"}));
}

TEST(VerdictOfComparisons, SaysOnWhatItDepends) {
  const auto numeric = verdict_of_comparisons(comparisons(4, 3, 1), Turn{"bytes", "64", "512", 1});
  EXPECT_EQ(words(numeric), (Words{VerdictWord::depends, "turns_on_factor"}));
  EXPECT_EQ(numeric.reason.message, "turns between bytes 64 and 512; holds at 4 points, refuted at 3, undecided at 1");
  const auto category = verdict_of_comparisons(comparisons(4, 4, 0), Turn{"order", "shuffled", "the other levels", 1});
  EXPECT_NE(category.reason.message.find("order shuffled differs from the other levels"), std::string::npos);
}

TEST(VerdictOfComparisons, GivesTheMostFrequentReasonOfWhatIsUndecided) {
  auto list = comparisons(1, 0, 3, "under_noise_floor");
  for (const auto& each : comparisons(0, 0, 2, "too_few_processes")) list.push_back(each);
  const auto found = verdict_of_comparisons(list, {});
  EXPECT_EQ(words(found), (Words{VerdictWord::inconclusive, "under_noise_floor"}));
  EXPECT_EQ(found.reason.message, "5 of 6 points undecided, 3 of them: because");
}

TEST(VerdictOfComparisons, DoesNotCountTheReasonThatAllHave) {
  const auto found = verdict_of_comparisons(comparisons(1, 0, 3, "too_few_processes"), {});
  EXPECT_EQ(words(found), (Words{VerdictWord::inconclusive, "too_few_processes"}));
  EXPECT_EQ(found.reason.message, "3 of 4 points undecided: because");
}

TEST(VerdictOfComparisons, DoesNotGiveTheFiguresOfOnePointForThoseOfAll) {
  auto list = comparisons(0, 0, 2, "too_few_processes");
  list[1].reason.message = "for another number";
  EXPECT_EQ(verdict_of_comparisons(list, {}).reason.message, "2 of 2 points undecided; the first: because");
}

TEST(VerdictOfComparisons, OfNothingIsThatNothingWasMeasured) {
  EXPECT_EQ(verdict({}), (Words{VerdictWord::inconclusive, "not_measured"}));
}

HypothesisJudgement judged(VerdictWord word, const std::string& code = "all_points",
                           const std::string& contender = "contender") {
  return {.hypothesis = {.contender = contender, .baseline = {}, .statement = {}},
          .verdict = {word, {code, "message of " + contender}},
          .turn = {},
          .comparisons = {}};
}

TEST(VerdictOfClaim, IsThatOfItsOnlyHypothesis) {
  for (const auto word : {VerdictWord::holds, VerdictWord::refuted, VerdictWord::depends, VerdictWord::inconclusive}) {
    const std::vector one{judged(word, "its_code")};
    EXPECT_EQ(words(verdict_of_claim(one, {})), (Words{word, "its_code"}));
  }
}

TEST(VerdictOfClaim, NeedsAllHypothesesToHoldOrToBeRefuted) {
  using enum VerdictWord;
  EXPECT_EQ(words(verdict_of_claim(std::vector{judged(holds), judged(holds)}, {})), (Words{holds, "all_hypotheses"}));
  EXPECT_EQ(words(verdict_of_claim(std::vector{judged(refuted), judged(refuted)}, {})),
            (Words{refuted, "all_hypotheses"}));
}

TEST(VerdictOfClaim, HandsOnTheReasonOfTheFirstHypothesisThatIsInconclusive) {
  using enum VerdictWord;
  for (const auto other : {holds, refuted, inconclusive}) {
    const std::vector list{judged(inconclusive, "too_few_processes", "grown"), judged(other, "another", "shrunk")};
    const auto found = verdict_of_claim(list, {});
    EXPECT_EQ(words(found), (Words{inconclusive, "too_few_processes"}));
    EXPECT_EQ(found.reason.message, "grown: message of grown");
  }
}

TEST(VerdictOfClaim, DependsOnTheArmWhereHypothesesDiffer) {
  const std::vector both{judged(VerdictWord::holds), judged(VerdictWord::refuted), judged(VerdictWord::inconclusive)};
  const auto found = verdict_of_claim(both, {});
  EXPECT_EQ(words(found), (Words{VerdictWord::depends, "depends_on_arm"}));
  EXPECT_EQ(found.reason.message, "of 3 hypotheses 1 hold, 1 are refuted, 0 depend, 1 are inconclusive");
}

TEST(VerdictOfClaim, HandsOnTheReasonOfTheHypothesisThatDepends) {
  const std::vector both{judged(VerdictWord::holds), judged(VerdictWord::depends, "turns_on_factor", "virtual")};
  const auto found = verdict_of_claim(both, {});
  EXPECT_EQ(words(found), (Words{VerdictWord::depends, "turns_on_factor"}));
  EXPECT_EQ(found.reason.message, "virtual: message of virtual");
}

TEST(VerdictOfClaim, IsInvalidAfterAFaultWhateverTheHypothesesSay) {
  const std::vector faults{Fault{"family/name", "bytes:8", "by_value", "wrong_checksum", "1 is not 2"}};
  const std::vector one{judged(VerdictWord::holds)};
  const auto found = verdict_of_claim(one, faults);
  EXPECT_EQ(words(found), (Words{VerdictWord::invalid, "wrong_checksum"}));
  EXPECT_EQ(found.reason.message, "arm 'by_value' at 'bytes:8' wrong_checksum: 1 is not 2");
  EXPECT_EQ(verdict_of_claim({}, faults).word, VerdictWord::invalid);
}

TEST(VerdictOfClaim, WithoutHypothesesIsThatNothingWasMeasured) {
  EXPECT_EQ(words(verdict_of_claim({}, {})), (Words{VerdictWord::inconclusive, "not_measured"}));
}

}  // namespace
}  // namespace memlore::judge
