#pragma once

// A count without the cost of starting and stopping the loop: the difference between a run and one of twice its length.
// Only a kernel in its steady state has one; for any other the count is unavailable.

#include <cstdint>

#include "harness/model/record/observation.h"

namespace memlore::bench {

/// The cost of starting and stopping may differ by this many events from one run to the next, because it depends on the
/// state of the caches. A difference up to it counts as none; it is the resolution of the observation.
inline constexpr std::int64_t machinery_resolution = 16;

/// The most events that starting and stopping may cost.
inline constexpr std::int64_t most_machinery = 20'000;

/// The halves of the longer run may differ by this share of its count.
inline constexpr double steady_share = 0.02;

/// An observation of the simulate pass that has only its value, per operation of the shorter run, or the reason why
/// there is none.
Observation steady_difference(std::int64_t once, std::int64_t twice, double operations);

}  // namespace memlore::bench
