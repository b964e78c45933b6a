#pragma once

// A plan in which all arms of a cell are copies of one arm: whatever a run calls different there is a false alarm.

#include <cstdint>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {

/// How large such a plan is.
struct IdenticalOptions {
  SweepOptions sweep;
  int cells = 25;  ///< Drawn from all timed cells of the experiments; all of them where there are fewer.
  int pairs = 4;   ///< In each cell: copies 0 and 1, 2 and 3 … are compared, so that no copy takes part twice.
};

/// The plan before calibration. The seed draws the cells, and the arm of each that is copied.
Plan plan_identical_arms(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                         const IdenticalOptions& options);

}  // namespace memlore::run
