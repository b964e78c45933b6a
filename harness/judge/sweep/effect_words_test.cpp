#include "harness/judge/sweep/effect_words.h"

#include <gtest/gtest.h>

#include <limits>

namespace memlore::judge {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(EffectInWords, HasThreeSignificantDigitsAndTimesOfARatio) {
  EXPECT_EQ(effect_in_words(1.2345, 27.04, true), "1.23 to 27 times");
  EXPECT_EQ(effect_in_words(0.66712, 43.84, true), "0.667 to 43.8 times");
  EXPECT_EQ(effect_in_words(0.9651, 1.474, true), "0.965 to 1.47 times");
  EXPECT_EQ(effect_in_words(0.0009123, 1234.4, false), "0.000912 to 1234");
}

TEST(EffectInWords, IsOneNumberWhereBothPrintTheSame) {
  EXPECT_EQ(effect_in_words(1.071, 1.0709, true), "1.07 times");
  EXPECT_EQ(effect_in_words(0.99971, 1.0003, true), "1.00 times");
  EXPECT_EQ(effect_in_words(1, 1, false), "1");
}

TEST(EffectInWords, KeepsCountsPlain) {
  EXPECT_EQ(effect_in_words(0, 2, false), "0 to 2");
  EXPECT_EQ(effect_in_words(100000, 24000000, false), "100000 to 24000000") << "no exponent";
  EXPECT_EQ(effect_in_words(0.5, 0.5, false), "0.5");
}

TEST(EffectInWords, PrintsZerosAtTheEndWhereTheySaySomething) {
  EXPECT_EQ(effect_in_words(1, 1.09, true), "1.00 to 1.09 times") << "beside a neighbour's digits";
  EXPECT_EQ(effect_in_words(1.2004, 1.2004, true), "1.20 times") << "rounded";
  EXPECT_EQ(effect_in_words(0.9601, 0.9601, true), "0.960 times") << "rounded";
  EXPECT_EQ(effect_in_words(25.04, 25.04, true), "25 times") << "a large number";
}

TEST(EffectInWords, OfSomethingOverNothingIsNoNumber) {
  EXPECT_EQ(effect_in_words(infinity, infinity, true), "something over nothing");
  EXPECT_EQ(effect_in_words(2, infinity, true), "2 times to something over nothing");
}

}  // namespace
}  // namespace memlore::judge
