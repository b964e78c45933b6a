#pragma once

// How long a plan is expected to take, by its own calibration: for the progress line and budgets, never for a verdict.

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// One cell in one process of the time pass that waits so long for a core of its own, in ns.
double expected_cell_ns(const Plan& plan, const Cell& cell, double waiting_ns = 0);

/// One process of the time pass over all cells, in ns.
double expected_process_ns(const Plan& plan, const std::vector<Experiment>& experiments);

/// Another pass over all cells that ask for it, in ns, with so many workers at once.
double expected_pass_ns(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass, int parallel);

/// Instructions that one simulated walk over an arm's data may take: the profile's budget at a fixed rate, so that the
/// same is simulated on every machine.
std::int64_t most_simulated_instructions(const Profile& profile);

}  // namespace memlore::run
