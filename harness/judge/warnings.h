#pragma once

// What a reader must know of the blocks behind a comparison. Each warning is a value that travels with the estimate.

#include <span>
#include <vector>

#include "harness/judge/ratio.h"
#include "harness/model/conclusions/warning.h"
#include "harness/model/record/profile.h"

namespace memlore::judge {

/// Of the blocks themselves: context switches, page faults.
std::vector<Warning> warnings_about_blocks(std::span<const CellTimings> cell, std::span<const int> arms);

/// Of the processes' ratios: too few of them, few layouts, rounds set aside, a drift, values that resemble their
/// neighbours, two modes; and what neighbours do to the ratio: where they slowed both
/// arms or shared their core it is another, or it is one of a shared core.
std::vector<Warning> warnings_about_ratios(std::span<const ProcessRatios> processes);

/// Of an interval that is wider than the profile asks for (`half_width` is on the log scale); nothing where it asks for
/// nothing.
std::vector<Warning> warnings_about_precision(double half_width, const Profile& profile);

}  // namespace memlore::judge
