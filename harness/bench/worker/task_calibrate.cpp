#include <algorithm>
#include <cmath>

#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"
#include "harness/bench/worker/thread_cpus.h"
#include "harness/system/cpus/timekeeping.h"

namespace memlore::bench {
namespace {

/// Nanoseconds of one iteration. Blocks grow until one fills half the intended length; then the fastest of three
/// counts, because a disturbance only makes a block longer.
double time_of_iteration(Loop& loop, std::int64_t block_ns) {
  std::int64_t iterations = 1;
  auto elapsed = run_block(loop, iterations, nullptr).elapsed_ns;
  while (elapsed < block_ns / 2) {
    const double wanted = static_cast<double>(block_ns) / static_cast<double>(std::max<std::int64_t>(elapsed, 1));
    iterations = static_cast<std::int64_t>(static_cast<double>(iterations) * std::clamp(wanted, 1.5, 10.0)) + 1;
    elapsed = run_block(loop, iterations, nullptr).elapsed_ns;
  }
  for (int again = 0; again < 2; ++again) elapsed = std::min(elapsed, run_block(loop, iterations, nullptr).elapsed_ns);
  return static_cast<double>(std::max<std::int64_t>(elapsed, 1)) / static_cast<double>(iterations);
}

}  // namespace

void calibrate(const Job& job, Channel& channel) {
  channel.timekeeping(system::measure_timekeeping());
  for (const auto& cell : job.cells) {
    channel.begin(cell.index, -1);
    const auto prepared = prepare(cell, job.seed, channel);
    if (!prepared || !check_equal_work(*prepared, channel)) continue;
    const ThreadCpus cpus(*prepared, job);
    for (std::size_t arm = 0; arm < cell.cell.arms.size(); ++arm) {
      if (!prepared->loops[arm]) continue;
      channel.begin(cell.index, static_cast<int>(arm));
      const double iteration_ns = time_of_iteration(*prepared->loops[arm], job.block_ns);
      const auto& declaration = *prepared->declaration;
      channel.calibration(
          {.cell = cell.index,
           .arm = static_cast<int>(arm),
           .iterations = std::max<std::int64_t>(1, std::llround(static_cast<double>(job.block_ns) / iteration_ns)),
           .operations = operations_of(declaration, cell.cell.point),
           .period = declaration.period ? std::max<std::int64_t>(1, declaration.period(cell.cell.point)) : 1,
           .iteration_ns = iteration_ns,
           .setup_ns = prepared->setup_ns[arm]});
    }
  }
}

}  // namespace memlore::bench
