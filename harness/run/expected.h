#pragma once

// How long a plan is expected to take, by its own calibration: for the progress line and budgets, never for a verdict.

#include "harness/model/experiment.h"
#include "harness/model/plan.h"

namespace memlore::run {

/// One cell in one invocation of the time pass, in ns.
double expected_cell_ns(const Plan& plan, const Cell& cell);

/// One invocation of the time pass over all cells, in ns.
double expected_invocation_ns(const Plan& plan, const std::vector<Experiment>& experiments);

/// Another pass over all cells that ask for it, in ns, with so many workers at once.
double expected_pass_ns(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass, int parallel);

/// Why an arm is too long to simulate within the profile's budget; empty when it is not.
std::string too_long_to_simulate(const PlannedArm& arm, const Profile& profile);

}  // namespace memlore::run
