#pragma once

// How each kind of observation is made: one function a task.

#include <functional>
#include <optional>

#include "harness/bench/worker/prepared_cell.h"
#include "harness/system/counters/counter_kernel.h"
#include "harness/system/cpus/core_width.h"

namespace memlore::bench {

/// Finds for every arm how many iterations fill a block of the intended length.
void calibrate(const Job& job, Channel& channel);

/// Times the blocks of the job in its order. Each round waits for a core without neighbours, here or on another CPU of
/// the job (time/own_core.h). `core_width` reads the width of the core, as system/cpus/core_width.h does. Before each
/// block, an untimed lead-in of a sixteenth of its iterations brings the arm's data back into the caches that the other
/// arms used meanwhile.
void time_blocks(const Job& job, Channel& channel,
                 const std::function<std::optional<double>()>& core_width = system::read_core_width);

/// Kernel counters per operation, in as many groups as the PMU needs. Hardware counts are the difference of two
/// lengths, so that the constant cost of starting and stopping the loop cancels.
void count_events(const Job& job, Channel& channel, system::CounterKernel& kernel = system::this_kernel());

/// Exact allocations, frees and bytes per operation: the difference of two lengths, after a lead-in that fills pools
/// and arenas. Also the most bytes alive at once that the loop asked for, over all threads.
void count_allocations(const Job& job, Channel& channel);

/// Simulated instructions, accesses, misses and mispredictions per operation: the difference of two lengths of whole
/// walks over the data, after a warm stretch. Reads jobs from a descriptor, each a line with one arm to simulate. Every
/// arm is prepared and simulated in a process of its own (simulate/forked_simulation.h). When a child dies, this
/// process ends in the same way.
void simulate_jobs(int descriptor, Channel& channel);

/// Peak resident memory and page faults of preparing one arm and running one iteration. The job holds one cell with one
/// arm: the kernel's high-water mark never goes down, so each figure needs a process of its own.
void measure_footprint(const Job& job, Channel& channel);

/// Calls `body(cell, arm index, loop)` for every arm that has iterations. Each arm is prepared alone and destroyed
/// after the call. An exception becomes a fault of that arm and ends the cell.
void for_each_arm(const Job& job, Channel& channel,
                  const std::function<void(const JobCell&, std::size_t, Loop&)>& body);

}  // namespace memlore::bench
