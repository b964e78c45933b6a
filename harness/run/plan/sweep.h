#pragma once

// From catalogue to plan: the cells that are measured, their arms, and the processes. Pure: the same catalogue, profile
// and seed give the same plan on every machine.

#include <cstdint>
#include <set>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// What a plan depends on beside catalogue, profile and seed.
struct SweepOptions {
  int layouts = 1;  ///< Linked code layouts there are.
  int cpus = 1;     ///< CPUs this process may use; points with more threads are left out, with the reason.
};

/// The plan before calibration: iterations are 0.
Plan plan_sweep(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                const SweepOptions& options);

/// The cells that a pass observes, by their index in the plan: those whose experiment makes the pass.
std::set<int> cells_of_pass(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass);

}  // namespace memlore::run
