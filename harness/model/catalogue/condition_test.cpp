#include "harness/model/catalogue/condition.h"

#include <gtest/gtest.h>

#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

const Factor bytes{"bytes", "bytes", {{8, ""}, {16, ""}, {48, ""}, {64, ""}}};
const Factor payload{"payload", "bytes", {{1, ""}, {8, ""}, {9, ""}}};
const Factor threads{"threads", "", {{1, ""}, {2, ""}, {4, ""}}};
const Factor order{"order", "", {{0, "random"}, {1, "repeating"}, {2, "sorted"}, {3, "reversed"}}};
const std::vector<Factor> factors{bytes, payload, threads, order};

std::string words(const std::string& factor, std::vector<std::int64_t> levels) {
  return in_words(Condition{factor, std::move(levels)}, factors);
}

TEST(Condition, OfAnOrderedFactorSaysWhereItBeginsOrEnds) {
  EXPECT_EQ(words("bytes", {8, 16}), "up to 16 bytes");
  EXPECT_EQ(words("bytes", {48, 64}), "from 48 bytes");
  EXPECT_EQ(words("bytes", {16, 48}), "from 16 to 48 bytes");
  EXPECT_EQ(words("bytes", {8, 16, 48, 64}), "for every number of bytes");
}

TEST(Condition, NamesTheFactorWhereTheUnitDoesNot) {
  EXPECT_EQ(words("payload", {1, 8}), "for payload up to 8 bytes");
  EXPECT_EQ(words("threads", {2, 4}), "for threads from 2");
}

TEST(Condition, NamesSingleLevelsAndThoseApart) {
  EXPECT_EQ(words("threads", {1}), "for threads 1");
  EXPECT_EQ(words("payload", {9}), "for payload 9 bytes");
  EXPECT_EQ(words("payload", {1}), "for payload 1 byte");
  EXPECT_EQ(words("bytes", {64}), "at 64 bytes");
  EXPECT_EQ(words("bytes", {8, 48}), "at 8 or 48 bytes");
}

TEST(Condition, OfCategoriesListsThemOrTheOneThatIsMissing) {
  EXPECT_EQ(words("order", {0}), "for order random");
  EXPECT_EQ(words("order", {0, 2}), "for order random or sorted");
  EXPECT_EQ(words("order", {0, 1, 3}), "for order other than sorted");
}

TEST(Condition, IsMetByThePointsOfItsLevels) {
  const Point point{{{"bytes", 16, ""}, {"order", 2, "sorted"}}};
  EXPECT_TRUE(meets(point, Condition{"bytes", {8, 16}}));
  EXPECT_FALSE(meets(point, Condition{"bytes", {8, 48}}));
  EXPECT_TRUE(meets(point, std::vector<Condition>{}));
  EXPECT_FALSE(meets(point, std::vector<Condition>{{"bytes", {16}}, {"order", {0}}}));
}

TEST(Condition, WithoutALevelIsMetNowhere) {
  EXPECT_EQ(words("bytes", {}), "for no bytes");
  EXPECT_FALSE(meets(Point{{{"bytes", 16, ""}}}, Condition{"bytes", {}}));
}

TEST(Condition, OfAnUnknownFactorIsRefusedByName) { EXPECT_THROW(words("colour", {1}), InputError); }

}  // namespace
}  // namespace memlore
