#pragma once

// The ratio of two arms, and the time of one, estimated from blocks.
//
// Within an invocation the blocks of one round are neighbours in time and share its disturbances, so the log ratio is
// taken round by round and the median of the rounds stands for the invocation. Code layout can shift a ratio by more
// than everything else together, so invocations of one layout are not independent of one another: each layout gives one
// value, the median of its invocations, and the interval is taken over layouts. A median, since layouts lie in modes
// far apart (7/6 and 7/5 of a cycle count, say), and a process that ran in a bad moment would move its layout from one
// to between two. Where there are too few layouts for that (no linker that shuffles), invocations stand for themselves
// and the comparison says that it holds for few layouts.
//
// A round counts unless an arm was kept from running in it: by more than a fiftieth of the block's time, as the
// scheduler and the hypervisor account for it, which is independent of what the arms themselves do. Where that is the
// rule rather than the exception (fewer than half of an invocation's rounds would be left) nothing is set aside.
//
// What no account shows is a neighbour: who computes on the same core's other thread or fills the shared cache, slows
// both arms, each by its own factor, for seconds on end, and the ratio with them. A process counts as slowed if both
// arms took longer in it than in half of the processes of its layout. The rule treats the arms alike, so it can favour
// none of them, and it asks for both because a process that is unlucky for one arm alone is a property of that arm.
// Slowed processes are left out of the estimate, counted, and compared with the others: where they say something else,
// a warning tells what. Where invocations stand for themselves none is left out: what is left would be balanced by the
// rule itself, and an interval over it too wide.

#include <optional>
#include <span>
#include <vector>

#include "harness/judge/timings.h"
#include "harness/model/estimate.h"

namespace memlore::judge {

/// Log ratios of two arms in one invocation. Operations of both arms are equal by contract, so only iterations scale.
struct InvocationRatios {
  int invocation = 0;
  int layout = 0;
  std::vector<double> rounds;  ///< In order of time, without those set aside.
  int set_aside = 0;
  double contender_ns = 0;  ///< Median over those rounds of the time of an iteration.
  double baseline_ns = 0;   ///< The same of the other arm.
  bool slowed = false;      ///< Both arms took longer than in half of the processes of the layout.

  bool operator==(const InvocationRatios&) const = default;
};

/// One entry an invocation in which both arms were timed in at least one common round, in order of time, the slowed
/// ones marked.
std::vector<InvocationRatios> paired_ratios(std::span<const CellTimings> cell, int contender, int baseline);

/// Those that were not slowed.
std::vector<InvocationRatios> that_count(std::span<const InvocationRatios> invocations);

/// The values that an interval is taken over, in the order in which they were first seen: one a layout, or one an
/// invocation where there are fewer than `fewest_layouts`; without those that were slowed.
std::vector<double> independent_values(std::span<const InvocationRatios> invocations);

/// Fewer layouts than this say nothing of the others.
inline constexpr int fewest_layouts = 8;

/// Of fewer processes of one layout none can be called slowed: it would be chance.
inline constexpr int fewest_to_call_one_slowed = 4;

/// One median time per operation, in ns, an invocation.
std::vector<double> times_per_operation(std::span<const CellTimings> cell, int arm, std::int64_t operations);

/// The estimate of a median at a level, in the unit of the values. Nothing for no values.
std::optional<Estimate> estimate_median(std::span<const double> values, double level);

/// Number of different layouts among the invocations.
int layouts_of(std::span<const InvocationRatios> invocations);

}  // namespace memlore::judge
