#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>

#include "harness/bench/google_benchmark.h"
#include "harness/bench/tasks.h"
#include "harness/bench/thread_cpus.h"
#include "harness/bench/warm_up.h"
#include "harness/system/thread_account.h"

namespace memlore::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t nanoseconds_since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
}

/// A block shorter than this many lead-in shares gets none: its single iteration is long enough to warm itself.
constexpr std::int64_t lead_in_share = 16;

std::optional<std::int64_t> difference(const std::optional<std::int64_t>& later,
                                       const std::optional<std::int64_t>& earlier) {
  return later && earlier ? std::optional(*later - *earlier) : std::nullopt;
}

Block timed_block(Loop& loop, std::int64_t iterations, const BlockOrder& place, int order, Clock::time_point origin,
                  const system::ThreadAccount& account) {
  if (const auto lead_in = iterations / lead_in_share; lead_in > 0) run_block(loop, lead_in, nullptr);
  const bool many_threads = loop.threads() > 1;
  const auto before = account.read(many_threads);
  const auto start = nanoseconds_since(origin);
  const auto result = run_block(loop, iterations, nullptr);
  const auto after = account.read(many_threads);
  return {.round = place.round,
          .order = order,
          .start_ns = start,
          .elapsed_ns = result.elapsed_ns,
          .switches = static_cast<int>(after.switches - before.switches),
          .faults = static_cast<int>(after.faults - before.faults),
          .waited_ns = difference(after.waited_ns, before.waited_ns),
          .stolen_ns = difference(after.stolen_ns, before.stolen_ns)};
}

/// Where this process's code, heap and stack lie.
void record_addresses(WorkerUsage& usage) {
  const auto on_heap = std::make_unique<char>();
  usage.code_address = reinterpret_cast<std::uintptr_t>(&time_blocks);
  usage.heap_address = reinterpret_cast<std::uintptr_t>(on_heap.get());
  usage.stack_address = reinterpret_cast<std::uintptr_t>(&usage);
}

void warm(const PreparedCell& prepared) {
  constexpr std::int64_t most_blocks = 10;
  for (std::size_t arm = 0; arm < prepared.loops.size(); ++arm) {
    if (!prepared.loops[arm]) continue;
    const auto iterations = std::max<std::int64_t>(1, prepared.job->cell.arms[arm].iterations / 4);
    warm_up([&] { return run_block(*prepared.loops[arm], iterations, nullptr).elapsed_ns; },
            most_blocks * prepared.job->cell.block_ns);
  }
}

}  // namespace

void time_blocks(const Job& job, Channel& channel) {
  const auto origin = Clock::now();
  const system::ThreadAccount account(job.cpu);
  WorkerUsage usage{.invocation = job.invocation};
  record_addresses(usage);
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
      const auto block = timed_block(*loop, iterations, place, order++, origin, account);
      usage.timed_ns += block.elapsed_ns;
      channel.block(job.invocation, cell.index, place.arm, iterations, block);
    }
  }
  usage.wall_ns = nanoseconds_since(origin);
  channel.usage(usage);
}

}  // namespace memlore::bench
