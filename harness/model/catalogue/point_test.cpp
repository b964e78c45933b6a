#include "harness/model/catalogue/point.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

const std::vector<Factor> factors{
    {.name = "bytes",
     .unit = "bytes",
     .levels = {{64, "", Tier::smoke}, {4096, "", Tier::quick}, {1 << 30, "", Tier::full}}},
    {.name = "order", .unit = "", .levels = {{0, "sorted", Tier::smoke}, {1, "shuffled", Tier::smoke}}}};

std::vector<std::string> keys_of(Tier tier) {
  std::vector<std::string> keys;
  for (const auto& point : points_of(factors, tier)) keys.push_back(point.key());
  return keys;
}

TEST(Point, TellsTheValueOnAFactor) {
  const auto point = points_of(factors, Tier::quick).at(3);
  EXPECT_EQ(point["bytes"], 4096);
  EXPECT_EQ(point["order"], 1);
  EXPECT_EQ(point.value_or("bytes", 7), 4096);
}

TEST(Point, NamesTheFactorThatItDoesNotHave) {
  const auto point = points_of(factors, Tier::smoke).front();
  EXPECT_EQ(point.value_or("threads", 1), 1);
  try {
    (void)point["threads"];
    FAIL() << "a missing factor must not have a value";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "no factor 'threads' at point 'bytes:64/order:sorted'");
  }
}

TEST(Point, IsWrittenWithLabelsWhereThereAreAnyAndNumbersElsewhere) {
  EXPECT_EQ((Point{.coordinates = {{"bytes", 64, ""}, {"order", 1, "shuffled"}}}).key(), "bytes:64/order:shuffled");
  EXPECT_EQ((Point{.coordinates = {{"offset", -16, ""}}}).key(), "offset:-16");
  EXPECT_EQ(Point{}.key(), "");
}

TEST(PointsOf, VisitsEveryCombinationWithTheLastFactorFastest) {
  EXPECT_EQ(keys_of(Tier::quick), (std::vector<std::string>{"bytes:64/order:sorted", "bytes:64/order:shuffled",
                                                            "bytes:4096/order:sorted", "bytes:4096/order:shuffled"}));
}

TEST(PointsOf, GivesEachTierTheLevelsOfTheSmallerOnesToo) {
  EXPECT_EQ(keys_of(Tier::smoke).size(), 2U);
  EXPECT_EQ(keys_of(Tier::quick).size(), 4U);
  EXPECT_EQ(keys_of(Tier::full).size(), 6U);
}

TEST(PointsOf, IsOneEmptyPointWithoutFactors) { EXPECT_EQ(points_of({}, Tier::smoke), std::vector<Point>{Point{}}); }

}  // namespace
}  // namespace memlore
