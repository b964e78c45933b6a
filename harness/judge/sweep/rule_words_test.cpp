#include "harness/judge/sweep/rule_words.h"

#include <gtest/gtest.h>

#include "harness/judge/sweep/made_up_sweep.h"
#include "harness/judge/sweep/rule.h"

namespace memlore::judge {
namespace {

using made_up::bytes;
using made_up::categories;
using made_up::Found;
using made_up::numbers;
using made_up::sweep;

std::string words_of(const std::vector<Factor>& factors, const std::vector<Comparison>& comparisons,
                     bool of_ratio = true) {
  return in_words(find_rule(factors, 1.1, comparisons), factors, comparisons, of_ratio);
}

std::string words_of_line(const std::vector<std::int64_t>& levels, const std::string& marks) {
  const std::vector factors{bytes(levels)};
  return words_of(factors, made_up::line(factors, marks));
}

TEST(RuleInWords, SayBothSidesWithTheirEffectAndTheOpenLevels) {
  const std::vector factors{bytes({8, 16, 24, 32, 48, 4096}), categories("fields", {"one", "all"})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    const auto size = point["bytes"];
    if (size <= 16) return {Stance::supports, size == 8 ? 1 : 1.09};
    return size < 48 ? Found{Stance::undecided, 1.09} : Found{Stance::contradicts, size == 48 ? 1.23 : 27.04};
  });
  EXPECT_EQ(words_of(factors, comparisons),
            "holds up to 16 bytes (1.00 to 1.09 times); refuted from 48 bytes (1.23 to 27 times); "
            "crosses the threshold at about 33 bytes; open at 24 and 32 bytes");
}

TEST(RuleInWords, SayTheExceptionWhereTheRestHolds) {
  const std::vector factors{numbers("payload", "bytes", {8, 16, 17, 64}),
                            categories("kind", {"trivial", "nothrow_move", "throwing_move"})};
  const auto found_at = [](const Point& point) -> Found {
    const bool fits = point["payload"] <= 16 && point["kind"] == 0;
    return fits ? Found{Stance::contradicts, 0} : Found{Stance::supports, 1};
  };
  auto comparisons = sweep(factors, found_at);
  EXPECT_EQ(words_of(factors, comparisons, false),
            "holds except for kind trivial, for payload up to 16 bytes: 0 there, 1 elsewhere (12 of 12 points)");
  comparisons.back().stance = Stance::undecided;
  EXPECT_EQ(words_of(factors, comparisons, false),
            "holds except for kind trivial, for payload up to 16 bytes: 0 there, 1 elsewhere (11 of 11 decided "
            "points); open at payload:64/kind:throwing_move");
}

TEST(RuleInWords, SaySeveralRegionsAndTheRest) {
  const std::vector factors{numbers("elements", "elements", {1, 8, 9, 20}), categories("order", {"random", "sorted"})};
  const auto found_at = [](const Point& point) -> Found {
    const auto last = point["order"] == 0 ? 1 : 9;
    return point["elements"] <= last ? Found{Stance::supports, 1} : Found{Stance::contradicts, 2};
  };
  EXPECT_EQ(words_of(factors, sweep(factors, found_at), false),
            "holds at 1 element (1), and for order sorted, from 8 to 9 elements (1); refuted elsewhere (2); "
            "nothing measured between 1 and 8 elements or between 9 and 20 elements");
}

TEST(RuleInWords, SayAtHowManyPointsWhereAllAreAlike) {
  EXPECT_EQ(words_of_line({8, 16, 24}, "+++"), "holds at all 3 points (1 times)");
  EXPECT_EQ(words_of_line({8, 16}, "--"), "refuted at both points (2 times)");
  EXPECT_EQ(words_of_line({8}, "+"), "holds (1 times)");
  EXPECT_EQ(words_of_line({8, 16, 24}, "+x+"), "holds at both points (1 times)");
}

TEST(RuleInWords, SayWhereAllDecidedPointsLieAndWhichAreOpen) {
  EXPECT_EQ(words_of_line({8, 16, 24, 32, 48, 64}, "....--"), "refuted from 48 bytes (2 times); open up to 32 bytes");
  EXPECT_EQ(words_of_line({8, 16, 24, 32}, "+.++"), "holds at 3 of 4 points (1 times); open at 16 bytes");
}

TEST(RuleInWords, SayOpenLevelsFirstAndThenOtherOpenPoints) {
  const std::vector factors{bytes({8, 16, 24, 32}), categories("order", {"a", "b", "c"})};
  const auto with_open = [&](std::size_t others) {
    auto comparisons = sweep(factors, [](const Point& point) -> Found {
      return {point["bytes"] == 8 ? Stance::undecided : Stance::supports};
    });
    for (std::size_t i = 0; i < others; ++i) comparisons[4 + 2 * i].stance = Stance::undecided;
    return words_of(factors, comparisons);
  };
  EXPECT_EQ(with_open(1), "holds from 16 bytes (1 times); open at 8 bytes and at bytes:16/order:b");
  EXPECT_EQ(with_open(4), "holds at 5 of 12 points (1 times); open at 8 bytes and at 4 other points");
}

TEST(RuleInWords, SayTheOpenLevelsThatCoverMost) {
  const std::vector factors{categories("order", {"a", "b"}), bytes({8, 16, 24, 32})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    return {point["bytes"] == 8 || point["order"] == 1 ? Stance::undecided : Stance::supports};
  });
  EXPECT_EQ(words_of(factors, comparisons),
            "holds for order a, from 16 bytes (1 times); open for order b and at order:a/bytes:8");
}

TEST(RuleInWords, SayOpenCategoriesAsAConditionDoes) {
  const std::vector factors{categories("order", {"random", "sorted", "reversed"}), bytes({8, 16})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    return {point["order"] == 1 ? Stance::supports : Stance::undecided};
  });
  EXPECT_EQ(words_of(factors, comparisons), "holds for order sorted (1 times); open for order other than sorted");
}

TEST(RuleInWords, SayHowManyPointsAreNotMeasured) {
  const std::vector factors{bytes({8, 16, 24})};
  auto comparisons = made_up::line(factors, "++.");
  comparisons.back().estimate.n = 0;
  EXPECT_EQ(words_of(factors, comparisons), "holds at 2 of 3 points (1 times); not measured at 1 point");
}

TEST(RuleInWords, SayWhatWasNotMeasuredBetweenRegionsFarApart) {
  EXPECT_EQ(words_of_line({1, 8, 9}, "+--"),
            "holds at 1 byte (1 times); refuted from 8 bytes (2 times); nothing measured between 1 and 8 bytes");
  EXPECT_EQ(words_of_line({8, 16}, "+-").find("nothing measured"), std::string::npos) << "a factor of two";
  EXPECT_EQ(words_of_line({0, 1}, "+-").find("nothing measured"), std::string::npos) << "nothing lies between";
  EXPECT_EQ(words_of_line({1, 8, 64}, "+.-").find("nothing measured"), std::string::npos) << "8 is open";
}

TEST(RuleInWords, NameTheFactorWhereTheUnitDoesNot) {
  const std::vector threads{numbers("threads", "", {2, 8, 16, 24})};
  EXPECT_EQ(words_of(threads, made_up::line(threads, "+--."), false),
            "holds for threads 2 (1); refuted for threads from 8 to 16 (2); nothing measured between threads 2 and 8; "
            "open at threads 24");
}

TEST(RuleInWords, ListAtMostThreeExceptions) {
  const std::vector factors{numbers("elements", "elements", {1, 2, 3, 4, 5, 6, 7, 8}),
                            numbers("threads", "threads", {1, 2, 3, 4, 5})};
  const auto with_exceptions = [&](std::size_t count) {
    auto comparisons = sweep(factors, [](const Point& point) -> Found {
      return point["elements"] <= 4 ? Found{Stance::supports, 1} : Found{Stance::contradicts, 2};
    });
    for (std::size_t i = 0; i < count; ++i) comparisons[6 * i + 1].stance = Stance::contradicts;
    return words_of(factors, comparisons, false);
  };
  const std::string rule = "holds up to 4 elements (1); refuted from 5 elements (2)";
  EXPECT_EQ(with_exceptions(1), rule + "; explains 39 of 40 decided points, all except elements:1/threads:2");
  EXPECT_EQ(with_exceptions(4), rule +
                                    "; explains 36 of 40 decided points, all except elements:1/threads:2, "
                                    "elements:2/threads:3, elements:3/threads:4 and 1 more");
}

TEST(RuleInWords, SayTheExceptionsOfARuleForAllPoints) {
  EXPECT_EQ(words_of_line({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, "++++-+++++"),
            "holds at 9 of 10 points (1 times); refuted at bytes:5");
}

TEST(RuleInWords, CountWhereThereIsNoRule) {
  EXPECT_EQ(words_of_line({1, 2, 3, 4, 5, 6, 7, 8, 9}, "+-+-+-+-+"),
            "holds at 5 points (1 times), refuted at 4 (2 times); no rule over two factors explains nine tenths of "
            "them; refuted at bytes:2, bytes:4, bytes:6 and 1 more");
}

TEST(RuleInWords, SayThatNothingIsDecided) {
  EXPECT_EQ(words_of_line({8, 16, 24}, "..."), "open at all 3 points");
  EXPECT_EQ(words_of_line({8}, "."), "open");
}

}  // namespace
}  // namespace memlore::judge
