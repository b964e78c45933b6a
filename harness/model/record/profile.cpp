#include "harness/model/record/profile.h"

#include <fmt/format.h>

#include <algorithm>

namespace memlore {

using namespace std::chrono_literals;

std::span<const Profile> all_profiles() {
  static const std::vector<Profile> profiles{
      {.name = "smoke",
       .purpose = "Shows that everything runs; too few processes for a verdict.",
       .tier = Tier::smoke,
       .half_width = 0,
       .fewest_processes = 2,
       .most_processes = 2,
       .rounds = 2,
       .block = 200us,
       .time_cap = 60s,
       .simulate_budget = 1ms,
       .footprints = 1,
       .passes = {all_passes.begin(), all_passes.end()}},
      {.name = "quick",
       .purpose = "A verdict in minutes: effects of a few per cent, sizes that fit a laptop.",
       .tier = Tier::quick,
       .half_width = 0.01,
       .fewest_processes = 24,
       .most_processes = 48,
       .rounds = 9,
       .block = 400us,
       .time_cap = 150s,
       .simulate_budget = 10ms,
       .footprints = 12,
       .passes = {all_passes.begin(), all_passes.end()}},
      {.name = "full",
       .purpose = "For citing: every size, more processes, longer blocks; takes most of an hour.",
       .tier = Tier::full,
       .half_width = 0.005,
       .fewest_processes = 32,
       .most_processes = 96,
       .rounds = 11,
       .block = 1ms,
       .time_cap = 3600s,
       .simulate_budget = 50ms,
       .footprints = 16,
       .passes = {all_passes.begin(), all_passes.end()}},
  };
  return profiles;
}

std::string in_words(const Profile& profile) {
  if (profile.altered.empty()) return profile.name;
  return fmt::format("{}, altered: {}", profile.name, fmt::join(profile.altered, ", "));
}

const Profile* profile_named(std::string_view name) {
  const auto profiles = all_profiles();
  const auto found = std::ranges::find(profiles, name, &Profile::name);
  return found == profiles.end() ? nullptr : &*found;
}

}  // namespace memlore
