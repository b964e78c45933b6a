#pragma once

// One function a task: how each kind of observation is made of a prepared cell.

#include <functional>
#include <optional>

#include "harness/bench/worker/prepared_cell.h"
#include "harness/system/counters/counter_kernel.h"
#include "harness/system/cpus/core_width.h"

namespace memlore::bench {

/// Finds how many iterations fill a block of the intended length, for every arm.
void calibrate(const Job& job, Channel& channel);

/// Times the blocks of the job in its order, each round on a core without neighbours as far as waiting and going to
/// another one help. `core_width` reads what there is of the core, as system/cpus/core_width.h does. Before each block
/// an untimed lead-in of a sixteenth of its iterations brings the arm's data back into the caches that the other arms
/// have used meanwhile.
void time_blocks(const Job& job, Channel& channel,
                 const std::function<std::optional<double>()>& core_width = system::read_core_width);

/// Kernel counters per operation, in as many groups as the PMU asks for: hardware counts are the difference of two
/// lengths, so that the constant cost of starting and stopping the loop cancels.
void count_events(const Job& job, Channel& channel, system::CounterKernel& kernel = system::this_kernel());

/// Exact allocations, frees and bytes per operation: after a lead-in that fills pools and arenas, the difference of two
/// lengths. And the most bytes alive at once, over all threads, that the loop asked for itself.
void count_allocations(const Job& job, Channel& channel);

/// Simulated instructions, accesses, misses and mispredictions per operation: after one warm stretch of walks over the
/// data, the difference of two lengths of whole walks. Reads jobs from a descriptor, a line each, with one arm to
/// simulate in each; every arm is prepared and simulated in a process of its own, forked from one that has done nothing
/// else, so that what is counted does not depend on what was simulated before. A child that dies takes this process
/// with it, the same way.
void simulate_jobs(int descriptor, Channel& channel);

/// Peak resident memory and page faults of preparing one arm and running one iteration. The job holds one cell with one
/// arm: the kernel's high-water mark never goes down, so each figure needs a process of its own.
void measure_footprint(const Job& job, Channel& channel);

/// Calls `body(cell, arm index, loop)` for every arm that has iterations, each prepared alone and destroyed after
/// it; an exception becomes a fault of that arm and ends the cell.
void for_each_arm(const Job& job, Channel& channel,
                  const std::function<void(const JobCell&, std::size_t, Loop&)>& body);

}  // namespace memlore::bench
