#pragma once

#include <string_view>

#include "harness/judge/timings.h"
#include "harness/model/judgement.h"

namespace memlore::judge {

/// What this run shows between two copies of the same arm, from all A/A controls of its plan, or from those of one
/// experiment alone.
NoiseFloor noise_floor(const Run& run, const Timings& timings, std::string_view experiment = {});

/// The floor, as a ratio, for the comparisons of an experiment: what its own controls show, and never less than the
/// median control of the whole run, since an experiment has few. One floor for all would let two threads that fight for
/// a lock decide what can be said of a kernel in registers.
double floor_for(const NoiseFloor& own, const NoiseFloor& of_run);

}  // namespace memlore::judge
