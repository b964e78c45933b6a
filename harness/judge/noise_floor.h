#pragma once

#include "harness/judge/timings.h"
#include "harness/model/judgement.h"

namespace memlore::judge {

/// What this run shows between two copies of the same arm, from all A/A controls of its plan.
NoiseFloor noise_floor(const Run& run, const Timings& timings);

}  // namespace memlore::judge
