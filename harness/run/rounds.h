#pragma once

#include "harness/model/plan.h"

namespace memlore::run {

/// Rounds may become this many times what the profile says, and no more.
inline constexpr int most_rounds_factor = 4;

/// How many rounds an invocation times a cell for: the profile's number, and more where preparing the cell takes longer
/// than those, as many as take the time that was spent on preparing. The best number follows from the ratio of costs
/// and that of variances (Kalibera and Jones 2013, section 6), and the latter differs between the comparisons of a
/// cell; at equal costs the same precision takes at most twice the time that it would take at the best number, whatever
/// they are.
int rounds_of(const Profile& profile, const Cell& cell);

}  // namespace memlore::run
