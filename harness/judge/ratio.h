#pragma once

// The ratio of two arms, and the time of one, estimated from blocks.
//
// Within a process the blocks of one round are neighbours in time and share its disturbances, so the log ratio is
// taken round by round and the median of the rounds stands for the process. Code layout can shift a ratio by more
// than everything else together, so processes of one layout are not independent of one another: each layout gives one
// value, the median of its processes, and the interval is taken over layouts. A median, since layouts lie in modes
// far apart (7/6 and 7/5 of a cycle count, say), and a process that ran in a bad moment would move its layout from one
// to between two. Where there are too few layouts for that (no linker that shuffles), processes stand for themselves
// and the comparison says that it holds for few layouts.
//
// A round counts unless an arm was kept from running in it: by more than a fiftieth of the block's time, as the
// scheduler and the hypervisor account for it, which is independent of what the arms themselves do. Where that is the
// rule rather than the exception (fewer than half of a process's rounds would be left) nothing is set aside.
//
// A neighbour shows in no account: another thread on the same core, or one that fills the shared cache, slows both
// arms, each by its own factor, and with them the ratio. Two rules find it.
//
// The width of the core is read beside every block, from work that belongs to no arm (model/record/core_width.h). Only
// rounds in which both arms had the core to themselves count, and a process without such a round counts as slowed.
// Where too few processes are left, nothing is decided: a ratio of shared cores would say as much of the neighbours as
// of the arms. Only where the run seldom had a core of its own, or these two arms never had one, shared rounds count,
// and a warning says so.
//
// A full cache shows in the arms alone. A process counts as slowed if both arms took longer in it than in half of the
// processes of its layout. The rule treats the arms alike, so it can favour none of them, and it asks for both, because
// a process that is unlucky for one arm alone is a property of that arm. The rule does not apply where processes stand
// for themselves: the rest would be balanced by it, and an interval over the rest too wide.
//
// Rounds and processes that do not count are counted, and compared with the others: where they say something else, a
// warning tells what.

#include <optional>
#include <span>
#include <vector>

#include "harness/judge/timings.h"
#include "harness/model/conclusions/estimate.h"

namespace memlore::judge {

/// Log ratios of two arms in one process. Operations of both arms are equal by contract, so only iterations scale.
struct ProcessRatios {
  int process = 0;
  int layout = 0;
  std::vector<double> rounds;    ///< In order of time, without those set aside.
  std::vector<double> shared{};  ///< Of rounds on a shared core, set aside.
  int set_aside = 0;             ///< Rounds, those on a shared core among them.
  int on_shared_core = 0;        ///< Of `rounds`, where these count.
  double contender_ns = 0;       ///< Median over those rounds of the time of an iteration.
  double baseline_ns = 0;        ///< The same of the other arm.
  bool slowed = false;           ///< By a neighbour: see above. It does not count.

  bool operator==(const ProcessRatios&) const = default;
};

/// One entry a process in which both arms were timed in at least one common round, in order of time, the slowed
/// ones marked.
std::vector<ProcessRatios> paired_ratios(std::span<const CellTimings> cell, int contender, int baseline);

/// Those that were not slowed.
std::vector<ProcessRatios> without_slowed(std::span<const ProcessRatios> processes);

/// The values that an interval is taken over, in the order in which they were first seen: one a layout, or one a
/// process where there are fewer than `fewest_layouts`; without those that were slowed.
std::vector<double> independent_values(std::span<const ProcessRatios> processes);

/// Fewer layouts than this say nothing of the others.
inline constexpr int fewest_layouts = 8;

/// Of fewer processes of one layout none can be called slowed: it would be chance.
inline constexpr int fewest_to_call_one_slowed = 4;

/// One median time per operation, in ns, a process. Of blocks on a core of one's own alone, where those on a shared
/// one do not count.
std::vector<double> times_per_operation(std::span<const CellTimings> cell, int arm, std::int64_t operations);

/// The estimate of a median at a level, in the unit of the values. Nothing for no values.
std::optional<Estimate> estimate_median(std::span<const double> values, double level);

/// Number of different layouts among the processes.
int layouts_of(std::span<const ProcessRatios> processes);

}  // namespace memlore::judge
