#include "harness/model/record/profile.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace memlore {
namespace {

TEST(Profile, IsSmokeQuickOrFull) {
  ASSERT_EQ(all_profiles().size(), 3U);
  for (const auto* name : {"smoke", "quick", "full"}) {
    const auto* profile = profile_named(name);
    ASSERT_NE(profile, nullptr) << name;
    EXPECT_EQ(profile->name, name);
  }
}

TEST(Profile, IsNotThereUnderAnyOtherName) {
  for (const auto* name : {"", "Quick", "quick ", "slow"}) EXPECT_EQ(profile_named(name), nullptr) << name;
}

TEST(Profile, DoesMoreOfEverythingThanTheSmallerOne) {
  const auto profiles = all_profiles();
  for (std::size_t i = 1; i < profiles.size(); ++i) {
    const auto& less = profiles[i - 1];
    const auto& more = profiles[i];
    EXPECT_LT(less.tier, more.tier);
    EXPECT_LT(less.fewest_processes, more.fewest_processes);
    EXPECT_LT(less.most_processes, more.most_processes);
    EXPECT_LT(less.rounds, more.rounds);
    EXPECT_LT(less.block, more.block);
    EXPECT_LT(less.time_cap, more.time_cap);
    EXPECT_LT(less.simulate_budget, more.simulate_budget);
    EXPECT_LT(less.footprints, more.footprints);
  }
}

// Of fewer than six values even the whole range covers the median with less than 95 %: 1 - 2 * 0.5^n.
TEST(Profile, HasEnoughProcessesForAnIntervalUnlessItIsSmoke) {
  for (const auto& profile : all_profiles()) {
    if (profile.tier != Tier::smoke) {
      EXPECT_GE(profile.fewest_processes, 6) << profile.name;
      EXPECT_GE(profile.footprints, 6) << profile.name;
    }
  }
}

TEST(Profile, WantsToKnowMorePreciselyTheLargerItIs) {
  EXPECT_EQ(profile_named("smoke")->half_width, 0) << "it has no verdicts to be precise about";
  EXPECT_LT(profile_named("full")->half_width, profile_named("quick")->half_width);
  for (const auto& profile : all_profiles()) EXPECT_LE(profile.fewest_processes, profile.most_processes);
}

TEST(Profile, IsToldByItsNameAndByWhatWasAltered) {
  auto profile = *profile_named("full");
  EXPECT_EQ(in_words(profile), "full");
  profile.altered = {"at most 3 processes", "half-width 20 %"};
  EXPECT_EQ(in_words(profile), "full, altered: at most 3 processes, half-width 20 %");
}

TEST(Profile, MakesEveryPassOnce) {
  for (const auto& profile : all_profiles())
    EXPECT_TRUE(std::ranges::equal(profile.passes, all_passes)) << profile.name;
}

}  // namespace
}  // namespace memlore
