#include "harness/judge/trust/alarm_rates.h"

#include <gtest/gtest.h>

#include <cmath>
#include <optional>
#include <string>

namespace memlore::judge {
namespace {

AlarmCount count_of(int alarms, int comparisons) {
  return {.comparisons = comparisons,
          .alarms = alarms,
          .families = comparisons / 4,
          .families_alarmed = alarms / 4,
          .distances = std::vector<double>(static_cast<std::size_t>(comparisons), std::log(1.01)),
          .processes = 24 * comparisons};
}

TEST(FalseAlarmsOf, AreThoseOfAllExperimentsAndOfEach) {
  const auto alarms = false_alarms_of({{"a/quiet", count_of(1, 60)}, {"b/loud", count_of(19, 40)}}, 3);
  EXPECT_EQ(alarms.comparisons.events, 20);
  EXPECT_EQ(alarms.comparisons.trials, 100);
  EXPECT_DOUBLE_EQ(alarms.comparisons.share, 0.2);
  EXPECT_EQ(alarms.families.events, 4);
  EXPECT_EQ(alarms.families.trials, 25);
  EXPECT_EQ(alarms.processes, 24);
  EXPECT_EQ(alarms.sessions, 3);
  EXPECT_NEAR(alarms.high_ratio, 1.01, 1e-12);
  ASSERT_EQ(alarms.experiments.size(), 2U);
  EXPECT_EQ(alarms.experiments[1].experiment, "b/loud");
  EXPECT_EQ(alarms.experiments[1].comparisons, rate_of(19, 40));
  EXPECT_EQ(alarms.experiments[1].families, rate_of(4, 10));
}

TEST(FalseAlarmsOf, KeepAnExperimentOfWhichNothingHadAnInterval) {
  const auto alarms =
      false_alarms_of({{"a/none", {.without_interval = 4, .distances = {}}}, {"b/some", count_of(0, 4)}}, 1);
  EXPECT_EQ(alarms.without_interval, 4);
  EXPECT_EQ(alarms.experiments.at(0).comparisons, rate_of(0, 0));
  EXPECT_EQ(alarms.experiments.at(0).high_ratio, std::nullopt) << "not measured is not the same";
  EXPECT_NEAR(alarms.experiments.at(1).high_ratio.value(), 1.01, 1e-12);
}

TEST(BeyondChance, IsAnExperimentWithMoreAlarmsThanPromisedAndOnlyThatOne) {
  const auto beyond = beyond_chance(false_alarms_of({{"a/quiet", count_of(2, 80)}, {"b/loud", count_of(16, 80)}}, 9));
  ASSERT_EQ(beyond.size(), 1U);
  EXPECT_EQ(beyond[0].experiment, "b/loud");
}

TEST(BeyondChance, IsNoneWhereTheRateIsHighByChance) {
  // 2 of 20: by chance in a quarter of all cases.
  EXPECT_TRUE(beyond_chance(false_alarms_of({{"a/some", count_of(2, 20)}}, 2)).empty());
}

TEST(BeyondChance, AsksForMoreTheMoreExperimentsThereAre) {
  // At least 5 of 30 at 5 %: by chance in 1.6 % of all cases.
  AlarmCounts counts{{"odd", count_of(5, 30)}};
  EXPECT_EQ(beyond_chance(false_alarms_of(counts, 3)).size(), 1U);
  for (int i = 0; i < 13; ++i) counts["even" + std::to_string(i)] = count_of(1, 30);
  EXPECT_TRUE(beyond_chance(false_alarms_of(counts, 3)).empty());
}

}  // namespace
}  // namespace memlore::judge
