#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/factor.h"
#include "harness/model/pass.h"

namespace memlore {

/// How much a run does, stated beforehand.
struct Profile {
  std::string name;
  std::string purpose;               ///< One sentence: what the profile's verdicts are good for.
  Tier tier = Tier::quick;           ///< Which levels of the sweep are visited.
  int invocations = 0;               ///< Processes of the time pass: the n of every interval.
  int rounds = 0;                    ///< Rounds of blocks per cell and invocation.
  std::chrono::nanoseconds block{};  ///< Intended length of one timed block.
  std::chrono::seconds time_cap{};   ///< The time pass starts no further invocation past it.
  std::chrono::milliseconds
      simulate_budget{};  ///< Native time a cell's simulated kernel may stand for; a longer one is left out.
  std::vector<Pass> passes;

  bool operator==(const Profile&) const = default;
};

/// smoke, quick, full.
std::span<const Profile> all_profiles();

/// The profile of that name, or nullptr.
const Profile* profile_named(std::string_view name);

}  // namespace memlore
