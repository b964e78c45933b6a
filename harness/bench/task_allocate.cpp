#include <algorithm>

#include "harness/bench/allocation_meter.h"
#include "harness/bench/google_benchmark.h"
#include "harness/bench/tasks.h"

namespace memlore::bench {
namespace {

/// Iterations to count over: exact whatever their number, so few; a whole walk where that is cheap, for kernels whose
/// iterations differ.
std::int64_t counted_iterations(const PlannedArm& arm) {
  return std::clamp<std::int64_t>(arm.period, std::min<std::int64_t>(16, arm.iterations), std::max<std::int64_t>(16, arm.iterations));
}

}  // namespace

void count_allocations(const Job& job, Channel& channel) {
  for_each_arm(job, channel, [&](const JobCell& cell, std::size_t arm, Loop& loop) {
    AllocationMeter meter;
    if (!meter.available()) {
      channel.left_out(cell.index, static_cast<int>(arm), "allocate", "malloc is not interposed in this worker");
      return;
    }
    const auto& planned = cell.cell.arms[arm];
    const auto iterations = counted_iterations(planned);
    run_block(loop, iterations, nullptr);
    run_block(loop, iterations, &meter);
    const double operations = static_cast<double>(iterations) * static_cast<double>(planned.operations) * loop.threads();
    auto report = [&](Metric metric, std::uint64_t count) {
      channel.observation({.cell = cell.index,
                           .arm = static_cast<int>(arm),
                           .pass = Pass::allocate,
                           .metric = metric,
                           .value = static_cast<double>(count) / operations,
                           .unavailable = {},
                           .source = "interposed malloc, exact"});
    };
    report(Metric::allocations_per_op, meter.total().allocations);
    report(Metric::frees_per_op, meter.total().frees);
    report(Metric::allocated_bytes_per_op, meter.total().bytes);
  });
}

}  // namespace memlore::bench
