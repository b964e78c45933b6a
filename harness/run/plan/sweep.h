#pragma once

// From catalogue to plan: which cells are measured, with which arms, in how many and which processes. Pure: the same
// catalogue, profile and seed give the same plan on every machine.

#include <cstdint>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// What a plan depends on beside catalogue, profile and seed.
struct SweepOptions {
  int layouts = 1;  ///< Linked code layouts there are.
  int cpus = 1;     ///< CPUs this process may use; points with more threads are left out, with the reason.
};

/// Processes between two looks of the time pass at its precision; three visit new code layouts while there are any.
inline constexpr int processes_per_look = 4;

/// The plan before calibration: iterations are 0.
Plan plan_sweep(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                const SweepOptions& options);

}  // namespace memlore::run
