#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/bench/allocate/allocation_meter.h"
#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"

namespace memlore::bench {
namespace {

/// Iterations to count over. Counts are exact whatever the number, so a few are enough; a whole walk where that is
/// cheap, for kernels whose iterations differ.
std::int64_t counted_iterations(const PlannedArm& arm) {
  return std::clamp<std::int64_t>(arm.period, std::min<std::int64_t>(16, arm.iterations),
                                  std::max<std::int64_t>(16, arm.iterations));
}

memlore_allocation_counts counted_run(Loop& loop, std::int64_t iterations) {
  AllocationMeter meter;
  run_block(loop, iterations, &meter);
  return meter.total();
}

/// The peak belongs to an operation only where more operations have the same peak.
Observation peak(Observation observation, const memlore_allocation_counts& once, const memlore_allocation_counts& twice,
                 std::int64_t iterations) {
  observation.metric = Metric::peak_live_bytes;
  if (once.peak_bytes == twice.peak_bytes) {
    observation.value = static_cast<double>(once.peak_bytes);
  } else {
    observation.unavailable = fmt::format("not in a steady state: at most {} bytes alive in {} iterations, {} in {}",
                                          once.peak_bytes, iterations, twice.peak_bytes, 2 * iterations);
  }
  return observation;
}

}  // namespace

void count_allocations(const Job& job, Channel& channel) {
  for_each_arm(job, channel, [&](const JobCell& cell, std::size_t arm, Loop& loop) {
    if (!AllocationMeter().available()) {
      channel.left_out(cell.index, static_cast<int>(arm), "allocate", "malloc is not interposed in this worker");
      return;
    }
    const auto& planned = cell.cell.arms[arm];
    const auto iterations = counted_iterations(planned);
    run_block(loop, iterations, nullptr);
    // Threads are new in every run, and what a pool allocates for a new thread is no cost of an operation: the
    // difference of two lengths leaves it out.
    const auto once = counted_run(loop, iterations);
    const auto twice = counted_run(loop, 2 * iterations);
    const double operations =
        static_cast<double>(iterations) * static_cast<double>(planned.operations) * loop.threads();
    const Observation observation{.cell = cell.index,
                                  .arm = static_cast<int>(arm),
                                  .pass = Pass::allocate,
                                  .value = {},
                                  .unavailable = {},
                                  .source = "interposed malloc, exact",
                                  .counter = CounterSource::allocations_interposed};
    auto of = [&](Metric metric, std::uint64_t memlore_allocation_counts::* member) {
      auto each = observation;
      each.metric = metric;
      each.value = (static_cast<double>(twice.*member) - static_cast<double>(once.*member)) / operations;
      return each;
    };
    const std::array all{peak(observation, once, twice, iterations),
                         of(Metric::allocations_per_op, &memlore_allocation_counts::allocations),
                         of(Metric::frees_per_op, &memlore_allocation_counts::frees),
                         of(Metric::allocated_bytes_per_op, &memlore_allocation_counts::bytes)};
    channel.observations(cell.index, static_cast<int>(arm), all);
  });
}

}  // namespace memlore::bench
