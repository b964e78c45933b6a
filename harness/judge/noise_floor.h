#pragma once

// What may be concluded in this run at all: less than what it shows between two copies of one arm.
//
// Each A/A control says two things. How far identical code came out apart is the run's noise, and is printed. How far
// that is in units of the control's own interval says whether intervals of this run can be believed: by their level one
// in twenty may miss, so a 95th percentile above 1 means that they are too narrow by that factor. Arms differ in noise
// by orders of magnitude (a sum in registers, two threads that fight for a lock), so it is this factor, not the
// distance, that carries over from the controls to the comparisons of the same experiment.

#include <string_view>

#include "harness/judge/timings.h"
#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// What this run shows between two copies of the same arm, from all A/A controls of its plan, or from those of one
/// experiment alone.
NoiseFloor noise_floor(const Run& run, const Timings& timings, std::string_view experiment = {});

/// The floor, as a ratio, for a comparison whose 95 % interval has this half-width on the log scale: the half-width as
/// often as the experiment's own controls exceed theirs, and never less than the median control of the whole run.
double noise_floor_of(double half_width, const NoiseFloor& own, const NoiseFloor& of_run);

}  // namespace memlore::judge
