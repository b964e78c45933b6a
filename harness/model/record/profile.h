#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/catalogue/factor.h"
#include "harness/model/catalogue/pass.h"

namespace memlore {

/// Processes of the time pass between two looks at its precision.
inline constexpr int processes_per_look = 4;

/// How much a run does, stated beforehand: the precision that it aims at, and the most that it spends.
struct Profile {
  std::string name;
  std::string purpose;      ///< One sentence: what the profile's verdicts are good for.
  Tier tier = Tier::quick;  ///< Which levels of the sweep are visited.
  /// Half the width of a ratio's 95 % interval, as a share of it (on the log scale), at which a comparison is precise
  /// enough; 0: every comparison gets the most processes that the time allows.
  double half_width = 0;
  int fewest_processes = 0;          ///< Processes of the time pass that every cell gets.
  int most_processes = 0;            ///< Processes that a cell gets at most, while its interval is too wide.
  int rounds = 0;                    ///< Fewest rounds of blocks per cell and process; more where preparing takes long.
  std::chrono::nanoseconds block{};  ///< Length of one timed block where the machine allows it.
  std::chrono::seconds time_cap{};   ///< Time of workers in the time pass past which no further process is started.
  /// Longest walk over a kernel's data that is simulated, at three instructions a nanosecond.
  std::chrono::milliseconds simulate_budget{};
  int footprints = 1;  ///< Fresh processes in which the footprint pass observes an arm that a claim compares by it.
  std::vector<Pass> passes{};
  std::vector<std::string> altered{};  ///< What the command line changed of the profile of that name, in words.

  bool operator==(const Profile&) const = default;
};

/// smoke, quick, full.
std::span<const Profile> all_profiles();

/// `quick`; of an altered one, `full, altered: at most 3 processes, half-width 20 %`.
std::string in_words(const Profile& profile);

/// The profile of that name, or nullptr.
const Profile* profile_named(std::string_view name);

}  // namespace memlore
