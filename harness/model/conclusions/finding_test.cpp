#include "harness/model/conclusions/finding.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

Finding finding(const char* id, Severity severity, const char* found) {
  return {.id = id, .title = id, .severity = severity, .found = found, .effect = {}, .remedy = {}};
}

TEST(WorstOfEach, KeepsTheMostHarmfulFindingOfAnIdInItsFirstPlace) {
  const auto kept =
      worst_of_each(std::vector{finding("steal", Severity::note, "before"), finding("load", Severity::ok, "before"),
                                finding("steal", Severity::severe, "during")});
  ASSERT_EQ(kept.size(), 2u);
  EXPECT_EQ(kept[0], finding("steal", Severity::severe, "during"));
  EXPECT_EQ(kept[1].id, "load");
}

TEST(WorstOfEach, KeepsAnEarlierFindingThatHarmsMore) {
  const auto kept = worst_of_each(
      std::vector{finding("steal", Severity::warning, "before"), finding("steal", Severity::ok, "during")});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].found, "before");
}

TEST(WorstOfEach, KeepsTheLaterOfTwoEquals) {
  const auto kept =
      worst_of_each(std::vector{finding("steal", Severity::ok, "0.1 s"), finding("steal", Severity::ok, "200 s")});
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].found, "200 s");
}

TEST(WorstOfEach, PrefersAnythingKnownToTheUnknown) {
  const auto later =
      worst_of_each(std::vector{finding("steal", Severity::unknown, "why"), finding("steal", Severity::ok, "none")});
  EXPECT_EQ(later.at(0).found, "none");
  const auto earlier =
      worst_of_each(std::vector{finding("steal", Severity::ok, "none"), finding("steal", Severity::unknown, "why")});
  EXPECT_EQ(earlier.at(0).found, "none");
}

}  // namespace
}  // namespace memlore
