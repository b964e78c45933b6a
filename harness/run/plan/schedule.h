#pragma once

// In which order the blocks of a process run. Pure and seeded.
//
// Cells come in random order, those of several threads last. Within a cell the rounds follow a Williams design (1949):
// over its rows every arm stands equally often in every position and follows every other arm equally often, so neither
// a drift within a round nor what one arm leaves in the caches for the next favours anyone. Rows are taken in random
// order with randomly named arms; a cell with fewer rounds than rows is balanced over the processes rather than
// within one.

#include <vector>

#include "harness/model/record/job.h"

namespace memlore::run {

/// The rows of a Williams design for so many arms: arms rows when even, twice as many when odd.
std::vector<std::vector<int>> williams_design(int arms);

/// The cells of one process in order, each with its blocks. Cells that are not timed are not in it. `waiting_ns` is
/// what it is expected to wait for a core of its own, a cell.
std::vector<JobCell> schedule(const Plan& plan, const ProcessPlan& process, double waiting_ns = 0);

}  // namespace memlore::run
