#pragma once

#include <string>
#include <vector>

#include "harness/model/conclusions/warning.h"

namespace memlore {

/// A number that was estimated from data, with what is known of its uncertainty.
struct Estimate {
  double value = 0;  ///< Point estimate, in the unit of what is estimated.
  double low = 0;    ///< Lower end of the interval; -infinity where n is too small for the level.
  double high = 0;   ///< Upper end of the interval; +infinity where n is too small for the level.
  double level = 0;  ///< Two-sided confidence level in (0, 1); 1 for an exact count.
  int n = 0;         ///< Number of processes, never of iterations.
  std::vector<Warning> warnings;

  bool operator==(const Estimate&) const = default;
};

}  // namespace memlore
