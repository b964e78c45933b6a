#pragma once

#include "harness/model/record/plan.h"
#include "harness/model/record/run.h"

namespace memlore::run {

/// Rounds may become this many times what the profile says, and no more.
inline constexpr int most_rounds_factor = 4;

/// How many rounds a process times a cell for: the profile's number, and more where preparing the cell, and waiting
/// `waiting_ns` for a core of its own, take longer than those: as many as take the time that was spent. The best number
/// follows from the ratio of costs and that of variances (Kalibera and Jones 2013, section 6), and the latter differs
/// between the comparisons of a cell; at equal costs the same precision takes at most twice the time that it would take
/// at the best number, whatever they are.
int rounds_of(const Profile& profile, const Cell& cell, double waiting_ns = 0);

/// What a process waited for a core of its own, a cell, in ns: the mean over the fewest processes that every cell
/// is timed in, so that a resumed run finds the same; 0 before there are any.
double waiting_of_a_cell_ns(const Run& run);

}  // namespace memlore::run
