#pragma once

// What is left of a count when the cost of starting and stopping the loop is taken away: the difference of a run and
// one of twice its length. It says something only of a kernel in its steady state; of one that is not, the count is
// unavailable.

#include <cstdint>

#include "harness/model/record/observation.h"

namespace memlore::bench {

/// Events by which the constant cost of starting and stopping may itself differ from one run to the next: what it finds
/// in the caches depends on the kernel. A difference up to it is no difference, and the observation's resolution.
inline constexpr std::int64_t machinery_resolution = 16;

/// Events that starting and stopping may cost at most.
inline constexpr std::int64_t most_machinery = 20'000;

/// Share of a count by which the two halves of the longer run may differ.
inline constexpr double steady_share = 0.02;

/// An observation of the simulate pass with only its value, per operation of the shorter run, or why there is none.
Observation steady_difference(std::int64_t once, std::int64_t twice, double operations);

}  // namespace memlore::bench
