#pragma once

// The ratio of two arms, and the time of one, estimated from blocks.
//
// Within an invocation the blocks of one round are neighbours in time and share its disturbances, so the log ratio is
// taken round by round and the median of the rounds stands for the invocation. Across invocations, which differ in code
// layout, environment, stack and addresses, the median with a distribution-free interval is the estimate: n is their
// number.

#include <optional>
#include <span>
#include <vector>

#include "harness/judge/timings.h"
#include "harness/model/estimate.h"

namespace memlore::judge {

/// One log ratio an invocation in which both arms were timed in at least one common round. Operations of both arms are
/// equal by contract, so only iterations scale.
std::vector<double> log_ratios(std::span<const CellTimings> cell, int contender, int baseline);

/// One median time per operation, in ns, an invocation.
std::vector<double> times_per_operation(std::span<const CellTimings> cell, int arm, std::int64_t operations);

/// The estimate of a median at a level, in the unit of the values. Nothing for no values.
std::optional<Estimate> estimate_median(std::span<const double> values, double level);

/// What a reader must know of the blocks behind a comparison: few invocations, preemption, page faults.
std::vector<Warning> warnings_about(std::span<const CellTimings> cell, std::span<const int> arms, int invocations);

}  // namespace memlore::judge
