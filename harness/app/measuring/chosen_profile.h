#pragma once

// The profile of a run, as the command line chooses and alters it, and the name that the run gets from it. Pure.
//
// A profile that was altered says so wherever the run is shown: `full` alone stands for what that profile promises.

#include <cstdint>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/record/profile.h"

namespace memlore::app {

/// What the command line says of the profile.
struct ProfileOptions {
  std::string name = "quick";
  std::vector<std::string> passes{};            ///< Instead of the profile's; empty: the profile's.
  std::string point{};                          ///< Only points whose key this expression matches; empty: all.
  std::string arm{};                            ///< Only arms whose name this expression matches; empty: all.
  std::optional<int> processes{};               ///< The most, instead of the profile's.
  std::optional<double> half_width_per_cent{};  ///< Instead of the profile's; 0: none is aimed at.
  std::optional<int> time_cap_seconds{};        ///< Instead of the profile's.
};

/// The named profile with the changes of the command line, which `altered` lists. Throws InputError for an unknown
/// profile or pass, with the nearest one.
Profile chosen_profile(const ProfileOptions& options);

/// `20260131T101500Z-quick-001f`, of an altered profile `20260131T101500Z-full-altered-001f`.
std::string run_id(std::time_t now, const Profile& profile, std::uint64_t seed);

}  // namespace memlore::app
