#pragma once

// What calibration adds to a plan: how many iterations fill a block, and how long the blocks are. Pure.

#include <chrono>
#include <span>

#include "harness/model/record/calibration.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// Length of the blocks of a cell with this number of arms. It is the profile's, shortened where a round would not fit
/// into a quiet stretch of this machine. It is never below a thousand of the clock's steps and readings, whose error is
/// then a thousandth, nor below half the profile's length: starting and accounting for a block takes some 50 us, after
/// which an arm is slow for longer than a lead-in. Where one iteration takes longer, a block is
/// one iteration.
std::chrono::nanoseconds block_length(const Profile& profile, const Timekeeping& timekeeping, int arms);

/// The plan with what calibration found. Arms without a record keep 0 iterations and are not run. Where an interrupted
/// cell was calibrated again, the last record of an arm counts.
Plan calibrated_plan(Plan plan, std::span<const Calibration> records, const Timekeeping& timekeeping);

}  // namespace memlore::run
