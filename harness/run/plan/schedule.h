#pragma once

// The order in which the blocks of a process run. Pure and seeded.
//
// Cells come in random order, those of several threads last. Within a cell the rounds follow a Williams design (1949):
// over its rows every arm stands equally often in every position and follows every other arm equally often, so that
// neither a drift within a round nor the caches as another arm left them favour any arm. Rows are taken in random order
// with randomly named arms; a cell with fewer rounds than rows is balanced over the processes.

#include <vector>

#include "harness/model/record/job.h"

namespace memlore::run {

/// The rows of a Williams design for a number of arms: as many rows as arms when that is even, twice as many when odd.
std::vector<std::vector<int>> williams_design(int arms);

/// The cells of one process in order, each with its blocks. Cells that are not timed are left out. `waiting_ns` is how
/// long it will wait for a core without neighbours, a cell.
std::vector<JobCell> schedule(const Plan& plan, const ProcessPlan& process, double waiting_ns = 0);

}  // namespace memlore::run
