#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace memlore {

/// One timed stretch of one arm at one point: the raw datum.
struct Block {
  int round = 0;
  int order = 0;                ///< Position among all blocks of the process.
  std::int64_t start_ns = 0;    ///< Monotonic clock, since the start of the worker.
  std::int64_t elapsed_ns = 0;  ///< Of the timed loop alone.
  std::optional<int> cpu{};     ///< Where it ran; absent for an arm of several threads.
  int switches = 0;             ///< Context switches of the thread during the block, voluntary or not.
  int faults = 0;               ///< Page faults of the thread during the block.
  /// Time in which the thread could have run and another ran on its CPU, by the scheduler's account. Absent where the
  /// kernel keeps none, and for an arm of several threads.
  std::optional<std::int64_t> waited_ns{};
  /// Time that the hypervisor took from the worker's CPU, in steps of the kernel's tick (10 ms as a rule). Absent where
  /// the kernel does not say, and for an arm of several threads.
  std::optional<std::int64_t> stolen_ns{};
  /// What neighbours leave of the core (system/cpus/core_width.h), read before its lead-in and after the block, in
  /// instructions per cycle. Absent where the clock is too coarse, and for an arm of several threads.
  std::optional<double> width_before{};
  std::optional<double> width_after{};

  bool operator==(const Block&) const = default;
};

/// The blocks of one arm of one cell in one process, in order of time.
struct Series {
  int cell = 0;
  int arm = 0;  ///< Index into the cell's arms.
  int process = 0;
  std::int64_t iterations = 0;  ///< Of every block.
  std::vector<Block> blocks;
  /// Number of the worker that timed them, unique in the run: where a process was interrupted and another worker did
  /// the rest of it, the two have two numbers.
  int worker = 0;

  bool operator==(const Series&) const = default;
};

}  // namespace memlore
