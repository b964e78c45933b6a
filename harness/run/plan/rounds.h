#pragma once

#include "harness/model/record/plan.h"
#include "harness/model/record/run.h"

namespace memlore::run {

/// The most rounds, as a multiple of the profile's number.
inline constexpr int most_rounds_factor = 4;

/// How many rounds a process times a cell for. It is the profile's number; where preparing the cell and waiting
/// `waiting_ns` for a core without neighbours take longer than those rounds, it is the number that takes as long. The
/// best number follows from the ratio of costs and the ratio of variances (Kalibera and Jones 2013, section 6); the
/// latter differs between the comparisons of a cell. At equal costs the same precision takes at most twice the time
/// that it takes at the best number, whatever the variances are.
int rounds_of(const Profile& profile, const Cell& cell, double waiting_ns = 0);

/// How long a process waited for a core without neighbours, in ns a cell. It is the mean over the fewest processes, in
/// which every cell is timed, so that a resumed run finds the same number; 0 before there are any.
double waiting_of_a_cell_ns(const Run& run);

}  // namespace memlore::run
