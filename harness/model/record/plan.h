#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/catalogue/point.h"
#include "harness/model/record/profile.h"

namespace memlore {

/// An arm as it takes part in a cell. A second copy of the same arm is the cell's A/A control.
struct PlannedArm {
  std::string name;
  int copy = 0;                 ///< 0: the arm itself; 1: its identical control.
  std::int64_t iterations = 0;  ///< Iterations of one block, by calibration; 0 before it.
  std::int64_t operations = 1;  ///< Operations of one iteration.
  std::int64_t period = 1;      ///< Iterations of one walk over the kernel's data.
  double iteration_ns = 0;      ///< Time of one iteration as calibrated: for progress and budgets, never for a verdict.
  int footprints = 1;           ///< Fresh processes in which the footprint pass observes it.

  bool operator==(const PlannedArm&) const = default;
};

/// One experiment at one point, with the arms that exist there.
struct Cell {
  std::string experiment;
  Point point{};
  std::vector<PlannedArm> arms{};
  double setup_ns = 0;        ///< Time to prepare all arms, as calibrated.
  std::int64_t block_ns = 0;  ///< Length of its blocks that calibration chose; 0 before it. An iteration may be longer.

  bool operator==(const Cell&) const = default;
};

/// How finely this machine's clock tells time, and for how long nothing disturbs a thread. Measured before calibration.
struct Timekeeping {
  std::int64_t resolution_ns = 0;  ///< Smallest step seen between two readings of the clock; 0 before it is measured.
  std::int64_t reading_ns = 0;     ///< What one reading takes (median).
  /// Median stretch in which a spinning thread saw no disturbance; a round should fit into it.
  std::int64_t quiet_ns = 0;
  /// Instructions per cycle of the core without neighbours (system/cpus/core_width.h); 0: not measured.
  double core_width = 0;

  bool operator==(const Timekeeping&) const = default;
};

/// What differs from one process of the time pass to the next. All of it is drawn from the plan's seed.
struct ProcessPlan {
  int index = 0;
  int layout = 0;              ///< Which linked layout of the benches program.
  int environment_bytes = 0;   ///< Padding of the process's environment block.
  int stack_offset_bytes = 0;  ///< Moves the stack pointer, in steps of 16.
  std::uint64_t seed = 0;      ///< Orders cells and rounds, and seeds the kernels' data.

  bool operator==(const ProcessPlan&) const = default;
};

/// A part of the sweep that is not measured, and why.
struct LeftOut {
  std::string experiment{};
  std::string point{};  ///< The point's key; empty: the experiment as a whole.
  std::string arm{};    ///< Empty: every arm.
  std::string pass{};   ///< Empty: every pass.
  std::string reason{};

  bool operator==(const LeftOut&) const = default;
};

/// What a run will do: a pure function of catalogue, profile, seed and calibration.
struct Plan {
  std::uint64_t seed = 0;
  Profile profile{};
  Timekeeping timekeeping{};
  std::vector<Cell> cells{};
  std::vector<ProcessPlan> processes{};  ///< The most there may be; a cell that is precise sooner gets fewer.
  std::vector<LeftOut> left_out{};
  std::vector<std::string> events{};  ///< Kernel counters that the count pass asks for beside the usual ones.

  bool operator==(const Plan&) const = default;
};

}  // namespace memlore
