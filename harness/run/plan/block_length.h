#pragma once

#include <chrono>

#include "harness/model/record/plan.h"
#include "harness/model/record/profile.h"

namespace memlore::run {

/// How long the blocks of a cell with so many arms are to be: the profile's length, shortened where a round of it would
/// not fit into a quiet stretch of this machine, but never below a thousand of the clock's steps and readings, whose
/// error is then a thousandth, nor below half the profile's length: starting and accounting for a block takes some
/// 50 us, after which an arm is slow for longer than a lead-in (METHOD.md has figures). Where one iteration takes
/// longer, a block is one iteration.
std::chrono::nanoseconds block_length(const Profile& profile, const Timekeeping& timekeeping, int arms);

}  // namespace memlore::run
