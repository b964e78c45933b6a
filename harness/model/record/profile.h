#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/catalogue/factor.h"
#include "harness/model/catalogue/pass.h"

namespace memlore {

/// How much a run does, stated beforehand: how precisely it wants to know, and what it will spend at most.
struct Profile {
  std::string name;
  std::string purpose;      ///< One sentence: what the profile's verdicts are good for.
  Tier tier = Tier::quick;  ///< Which levels of the sweep are visited.
  /// Half the width of a ratio's 95 % interval, as a share of it (on the log scale), at which a comparison is precise
  /// enough; 0: every comparison gets the most processes that the time allows.
  double half_width = 0;
  int fewest_processes = 0;          ///< Processes of the time pass that every cell gets.
  int most_processes = 0;            ///< Processes that a cell gets which is still wide.
  int rounds = 0;                    ///< Fewest rounds of blocks per cell and process; more where preparing is dear.
  std::chrono::nanoseconds block{};  ///< Length of one timed block where the machine allows it.
  std::chrono::seconds time_cap{};   ///< Time of workers in the time pass past which no further process is started.
  std::chrono::milliseconds simulate_budget{};  ///< What one simulated walk over a kernel's data may take, at three
                                                ///< instructions a nanosecond; a longer one is left out.
  std::vector<Pass> passes;

  bool operator==(const Profile&) const = default;
};

/// smoke, quick, full.
std::span<const Profile> all_profiles();

/// The profile of that name, or nullptr.
const Profile* profile_named(std::string_view name);

}  // namespace memlore
