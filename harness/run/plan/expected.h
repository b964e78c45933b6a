#pragma once

// How long a plan will take, by its own calibration: for the progress line and budgets, never for a verdict.

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// One cell in one process of the time pass, in ns. `waiting_ns` is how long it waits for a core without neighbours.
double expected_cell_ns(const Plan& plan, const Cell& cell, double waiting_ns = 0);

/// One process of the time pass over all cells, in ns.
double expected_process_ns(const Plan& plan, const std::vector<Experiment>& experiments);

/// Another pass over all cells that it observes, in ns, with `parallel` workers at once.
double expected_pass_ns(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass, int parallel);

/// The most instructions of one simulated walk over an arm's data: the profile's budget at a fixed rate, so that every
/// machine simulates the same.
std::int64_t most_simulated_instructions(const Profile& profile);

}  // namespace memlore::run
