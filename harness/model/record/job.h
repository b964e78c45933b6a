#pragma once

#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

#include "harness/model/catalogue/pass.h"
#include "harness/model/record/counter_source.h"
#include "harness/model/record/plan.h"

namespace memlore {

/// What a worker process is asked to do.
enum class Task { calibrate, time, count, allocate, simulate, footprint };

constexpr Task task_of(Pass pass) {
  switch (pass) {
    case Pass::time:
      return Task::time;
    case Pass::count:
      return Task::count;
    case Pass::allocate:
      return Task::allocate;
    case Pass::simulate:
      return Task::simulate;
    case Pass::footprint:
      return Task::footprint;
  }
  return Task::time;
}

/// One block of a job: which arm, in which round.
struct BlockOrder {
  int round = 0;
  int arm = 0;  ///< Index into the cell's arms.

  bool operator==(const BlockOrder&) const = default;
};

/// One cell of a job.
struct JobCell {
  int index = 0;  ///< Index of the cell in the plan.
  Cell cell{};
  std::vector<BlockOrder> blocks{};  ///< In the order of execution; only the time task has any.

  bool operator==(const JobCell&) const = default;
};

/// The cell with one of its arms alone to observe: the others keep their place, with 0 iterations.
inline JobCell with_arm_alone(JobCell cell, int arm) {
  for (int other = 0; other < std::ssize(cell.cell.arms); ++other) {
    if (other != arm) cell.cell.arms[other].iterations = 0;
  }
  return cell;
}

/// The list that a worker executes, in order. Sent as one JSON document on its standard input.
struct Job {
  Task task = Task::time;
  int process = 0;
  int worker = 0;  ///< Number of the worker that does it, unique in the run.
  int repeat = 0;  ///< Of the footprint task: which of the arm's fresh processes this is, from 0.
  int stack_offset_bytes = 0;
  std::uint64_t seed = 0;
  std::int64_t block_ns = 0;          ///< Intended length of a block: what calibration aims at.
  double core_width = 0;              ///< Full, as calibration found it; 0: not known. The time task waits for it.
  int cpu = -1;                       ///< CPU the worker is pinned to; -1: not pinned.
  std::vector<int> spare_cpus{};      ///< Others as good, where the time task goes while a neighbour shares its core.
  std::vector<int> cpus{};            ///< CPUs that the threads of a many-threaded arm may use.
  std::vector<std::string> events{};  ///< Kernel counters beside the usual ones; only the count task has any.
  std::vector<JobCell> cells{};
  std::int64_t most_instructions = 0;     ///< Of one simulated walk over an arm's data; only the simulate task has any.
  std::vector<CounterSource> counters{};  ///< What the simulate task's counts are counts of.

  bool operator==(const Job&) const = default;
};

}  // namespace memlore
