#include "harness/app/measuring/checkup.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace memlore::app {
namespace {

TEST(CheckUpSince, TellsOfTheTimeSinceThenAndNotOfTheSampleBefore) {
  Environment environment{.machine = "abacus", .facts = {{"activity", "stolen_share", "0.9", ""}}, .caches = {}};
  const auto findings = check_up_since(system::read_totals(), environment);
  const auto steal = std::ranges::find(findings, "steal", &Finding::id);
  ASSERT_NE(steal, findings.end());
  EXPECT_EQ(steal->found.find("90"), std::string::npos) << steal->found;
  EXPECT_EQ(std::ranges::find(findings, "governor", &Finding::id), findings.end());
}

TEST(CheckUp, AddsTheRoomForResultsToTheFacts) {
  Environment environment;
  const auto findings = check_up(environment, {}, ".");
  EXPECT_TRUE(value_of(environment, "results", "free_bytes").has_value());
  const auto space = std::ranges::find(findings, "disk_space", &Finding::id);
  ASSERT_NE(space, findings.end());
  EXPECT_NE(space->severity, Severity::unknown) << space->found;
}

}  // namespace
}  // namespace memlore::app
