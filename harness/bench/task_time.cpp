#include <sys/resource.h>

#include <algorithm>
#include <chrono>

#include "harness/bench/google_benchmark.h"
#include "harness/bench/tasks.h"
#include "harness/bench/thread_cpus.h"

namespace memlore::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t nanoseconds_since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
}

/// A block shorter than this many lead-in shares gets none: its single iteration is long enough to warm itself.
constexpr std::int64_t lead_in_share = 16;

struct Disturbance {
  int switches = 0;
  int faults = 0;
};

Disturbance disturbance_so_far(bool many_threads) {
  rusage usage{};
  getrusage(many_threads ? RUSAGE_SELF : RUSAGE_THREAD, &usage);
  return {.switches = static_cast<int>(usage.ru_nvcsw + usage.ru_nivcsw),
          .faults = static_cast<int>(usage.ru_minflt + usage.ru_majflt)};
}

Block timed_block(Loop& loop, std::int64_t iterations, const BlockOrder& place, int order, Clock::time_point origin) {
  if (const auto lead_in = iterations / lead_in_share; lead_in > 0) run_block(loop, lead_in, nullptr);
  const bool many_threads = loop.threads() > 1;
  const auto before = disturbance_so_far(many_threads);
  const auto start = nanoseconds_since(origin);
  const auto result = run_block(loop, iterations, nullptr);
  const auto after = disturbance_so_far(many_threads);
  return {.round = place.round,
          .order = order,
          .start_ns = start,
          .elapsed_ns = result.elapsed_ns,
          .switches = after.switches - before.switches,
          .faults = after.faults - before.faults};
}

void warm(const PreparedCell& prepared) {
  for (std::size_t arm = 0; arm < prepared.loops.size(); ++arm) {
    const auto iterations = prepared.job->cell.arms[arm].iterations;
    if (prepared.loops[arm]) run_block(*prepared.loops[arm], std::max<std::int64_t>(1, iterations / 4), nullptr);
  }
}

}  // namespace

void time_blocks(const Job& job, Channel& channel) {
  const auto origin = Clock::now();
  WorkerUsage usage{.invocation = job.invocation};
  int order = 0;
  for (const auto& cell : job.cells) {
    const auto setup_begin = nanoseconds_since(origin);
    channel.begin(cell.index, -1);
    const auto prepared = prepare(cell, job.seed, channel);
    if (!prepared || !check_equal_work(*prepared, channel)) continue;
    const ThreadCpus cpus(*prepared, job);
    warm(*prepared);
    usage.setup_ns += nanoseconds_since(origin) - setup_begin;
    int announced = -1;
    for (const auto& place : cell.blocks) {
      auto* loop = prepared->loops[static_cast<std::size_t>(place.arm)].get();
      if (loop == nullptr) continue;
      if (place.arm != announced) channel.begin(cell.index, announced = place.arm);
      const auto iterations = cell.cell.arms[static_cast<std::size_t>(place.arm)].iterations;
      const auto block = timed_block(*loop, iterations, place, order++, origin);
      usage.timed_ns += block.elapsed_ns;
      channel.block(job.invocation, cell.index, place.arm, iterations, block);
    }
  }
  usage.wall_ns = nanoseconds_since(origin);
  channel.usage(usage);
}

}  // namespace memlore::bench
