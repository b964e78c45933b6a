#include "harness/bench/worker/prepared_cell.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>

#include "harness/bench/author/opaque.h"
#include "harness/bench/worker/google_benchmark.h"

namespace memlore::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int checked_iterations = 3;

/// Folds results so that their order counts (the constants are FNV-1a's).
std::uint64_t checksum_of(Loop& loop) {
  std::uint64_t checksum = 0xcbf29ce484222325U;
  for (int i = 0; i < checked_iterations; ++i) {
    checksum = (checksum ^ run_block(loop, 1, nullptr).result) * 0x100000001b3U;
  }
  return checksum;
}

}  // namespace

Fault fault_of(const JobCell& cell, const PlannedArm& arm, std::string kind, std::string detail) {
  return {.experiment = cell.cell.experiment,
          .point = cell.cell.point.key(),
          .arm = arm.name,
          .kind = std::move(kind),
          .detail = std::move(detail)};
}

std::optional<PreparedArm> prepare_arm(const JobCell& job, std::size_t index, Channel& channel) {
  channel.begin(job.index, static_cast<int>(index));
  return prepare_announced_arm(job, index, channel);
}

std::optional<PreparedArm> prepare_announced_arm(const JobCell& job, std::size_t index, Channel& channel) {
  const auto& arm = job.cell.arms[index];
  const auto begin = Clock::now();
  try {
    auto kernel = arm_named(Registry::global().find(job.cell.experiment), arm.name).prepare(job.cell.point);
    if (!kernel.loop) channel.absent(job.index, static_cast<int>(index), kernel.absent);
    return PreparedArm{.loop = std::move(kernel.loop),
                       .setup_ns = std::chrono::duration<double, std::nano>(Clock::now() - begin).count()};
  } catch (const std::exception& error) {
    channel.fault(fault_of(job, arm, "threw", fmt::format("preparing it threw: {}", error.what())));
    return std::nullopt;
  }
}

std::optional<PreparedCell> prepare(const JobCell& job, std::uint64_t seed, Channel& channel) {
  const auto arms = job.cell.arms.size();
  PreparedCell prepared{.job = &job,
                        .declaration = &Registry::global().find(job.cell.experiment),
                        .loops = {},
                        .setup_ns = std::vector<double>(arms)};
  prepared.loops.resize(arms);
  for (const auto index : shuffled_indices(arms, seed + static_cast<std::uint64_t>(job.index))) {
    auto arm = prepare_arm(job, index, channel);
    if (!arm) return std::nullopt;
    prepared.loops[index] = std::move(arm->loop);
    prepared.setup_ns[index] = arm->setup_ns;
  }
  return prepared;
}

bool check_equal_work(const PreparedCell& cell, Channel& channel) {
  const auto& arms = cell.job->cell.arms;
  std::optional<std::uint64_t> expected;
  const PlannedArm* reference = nullptr;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    if (!cell.loops[i]) continue;
    channel.begin(cell.job->index, static_cast<int>(i));
    std::uint64_t checksum = 0;
    try {
      checksum = checksum_of(*cell.loops[i]);
    } catch (const std::exception& error) {
      channel.fault(fault_of(*cell.job, arms[i], "threw", fmt::format("running it threw: {}", error.what())));
      return false;
    }
    if (!expected) {
      expected = checksum;
      reference = &arms[i];
    } else if (checksum != *expected) {
      channel.fault(
          fault_of(*cell.job, arms[i], "wrong_checksum",
                   fmt::format("its checksum is {:016x}, that of '{}' is {:016x}: the arms do not do equal work",
                               checksum, reference->name, *expected)));
      return false;
    }
  }
  return true;
}

}  // namespace memlore::bench
