#pragma once

#include <cstdint>

namespace memlore {

/// What calibration found out about an arm of a cell before the plan was final.
struct Calibration {
  int cell = 0;
  int arm = 0;                  ///< Index into the cell's arms.
  std::int64_t iterations = 0;  ///< Of a block of the intended length.
  std::int64_t operations = 1;  ///< Of one iteration.
  std::int64_t period = 1;      ///< Iterations of one walk over the data.
  double iteration_ns = 0;
  double setup_ns = 0;

  bool operator==(const Calibration&) const = default;
};

}  // namespace memlore
