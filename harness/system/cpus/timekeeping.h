#pragma once

// How finely this machine tells time, and how long it leaves a thread alone: both decide the length of a block. A block
// must be long against the clock's step and reading, or their error is in the result; a round of blocks should fit into
// a quiet stretch, or its arms do not share its disturbances.

#include <cstdint>
#include <span>

#include "harness/model/record/plan.h"

namespace memlore::system {

/// Measures on the calling thread, in about a third of a second.
Timekeeping measure_timekeeping();

/// Of successive readings of a clock, in ns: the smallest step that is not 0, and the median one.
Timekeeping timekeeping_of(std::span<const std::int64_t> readings_ns);

/// Median length of the stretches in which no slice of a thread's spinning took more than a quarter longer than the
/// median slice; disturbed slices in a row are one disturbance. The whole length where there was at most one. Requires
/// at least one slice.
std::int64_t quiet_stretch(std::span<const std::int64_t> slices_ns);

}  // namespace memlore::system
