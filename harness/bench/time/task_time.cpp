#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "harness/bench/time/cpus_in_turn.h"
#include "harness/bench/time/own_core.h"
#include "harness/bench/time/warm_up.h"
#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"
#include "harness/bench/worker/thread_cpus.h"
#include "harness/model/record/core_width.h"
#include "harness/system/cpus/thread_account.h"

namespace memlore::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::int64_t nanoseconds_since(Clock::time_point begin) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - begin).count();
}

/// A block of fewer iterations gets no lead-in: one iteration is long enough to warm itself.
constexpr std::int64_t lead_in_share = 16;

std::optional<std::int64_t> difference(const std::optional<std::int64_t>& later,
                                       const std::optional<std::int64_t>& earlier) {
  return later && earlier ? std::optional(*later - *earlier) : std::nullopt;
}

/// A cell stops waiting after this many rounds on a core of its own: another process says more than another round.
constexpr int enough_rounds = 3;

/// Where this process's code, heap and stack lie.
void record_addresses(WorkerUsage& usage) {
  const auto on_heap = std::make_unique<char>();
  usage.code_address = reinterpret_cast<std::uintptr_t>(&time_blocks);
  usage.heap_address = reinterpret_cast<std::uintptr_t>(on_heap.get());
  usage.stack_address = reinterpret_cast<std::uintptr_t>(&usage);
}

void warm_arm(const PreparedCell& prepared, std::size_t arm) {
  constexpr std::int64_t most_blocks = 10;
  const auto iterations = std::max<std::int64_t>(1, prepared.job->cell.arms[arm].iterations / 4);
  warm_up([&] { return run_block(*prepared.loops[arm], iterations, nullptr).elapsed_ns; },
          most_blocks * prepared.job->cell.block_ns);
}

void warm(const PreparedCell& prepared, Channel& channel) {
  for (std::size_t arm = 0; arm < prepared.loops.size(); ++arm) {
    if (!prepared.loops[arm]) continue;
    channel.begin(prepared.job->index, static_cast<int>(arm));
    warm_arm(prepared, arm);
  }
}

/// Iterations that bring an arm's data back after the other arms; 0 where it is absent or one iteration is long enough.
std::int64_t lead_in_of(const PreparedCell& prepared, std::size_t arm) {
  return prepared.loops[arm] ? prepared.job->cell.arms[arm].iterations / lead_in_share : 0;
}

/// One process's part of the time pass.
class Timing {
 public:
  Timing(const Job& job, Channel& channel, const std::function<std::optional<double>()>& core_width)
      : job_(job), channel_(channel), account_(job.cpu), cpus_(job.cpu, job.spare_cpus), core_width_(core_width) {
    usage_.process = job.process;
    usage_.worker = job.worker;
    record_addresses(usage_);
  }

  void run() {
    for (const auto& cell : job_.cells) time_cell(cell);
    usage_.wall_ns = nanoseconds_since(origin_);
    usage_.waiting_ns = own_core_.waited().count();
    channel_.usage(usage_);
  }

 private:
  void time_cell(const JobCell& cell) {
    const auto setup_begin = nanoseconds_since(origin_);
    ++begun_;
    channel_.begin(cell.index, -1);
    const auto prepared = prepare(cell, job_.seed, channel_);
    if (!prepared || !check_equal_work(*prepared, channel_)) return;
    one_core_ = std::ranges::none_of(prepared->loops, [](const auto& loop) { return loop && loop->threads() > 1; });
    if (!one_core_) go([&] { cpus_.home(); });
    const ThreadCpus cpus(*prepared, job_);
    warm(*prepared, channel_);
    usage_.setup_ns += nanoseconds_since(origin_) - setup_begin;
    own_core_.allow(patience(begun_, static_cast<int>(job_.cells.size()), std::chrono::nanoseconds(usage_.setup_ns)));
    time_rounds(*prepared);
  }

  void time_rounds(const PreparedCell& prepared) {
    const auto& cell = *prepared.job;
    const bool keeps_warm = keeps_anything_warm(prepared);
    std::optional<int> announced;  // Nothing yet: the warm-up announces arms by itself.
    auto announce = [&](int arm) {
      if (arm != announced) channel_.begin(cell.index, arm);
      announced = arm;
    };
    int round = -1;
    int reported = 0;
    int own_rounds = 0;  // On a core of its own from beginning to end.
    bool own = false;
    for (const auto& place : cell.blocks) {
      auto* loop = prepared.loops[static_cast<std::size_t>(place.arm)].get();
      if (loop == nullptr) continue;
      if (place.round != round) {
        own_rounds += own ? 1 : 0;
        const bool waits = one_core_ && own_rounds < enough_rounds;
        if (waits) announce(keeps_warm ? -1 : place.arm);  // While arms are kept warm, any of them may run.
        width_ = waits ? wait_for_core(prepared) : core_width_();
        round = place.round;
        own = true;
      }
      announce(place.arm);
      const auto iterations = cell.cell.arms[static_cast<std::size_t>(place.arm)].iterations;
      const auto block = timed_block(*loop, iterations, round);
      own = own && on_own_core(block, job_.core_width);
      usage_.timed_ns += block.elapsed_ns;
      channel_.block(job_, cell.index, place.arm, iterations, block);
      ++reported;
    }
    channel_.timed(job_, cell.index, reported);
  }

  std::optional<double> wait_for_core(const PreparedCell& prepared) {
    return own_core_.wait({.keep = [&] { keep_warm(prepared); }, .again = [&] { warm_again(prepared); }});
  }

  static bool keeps_anything_warm(const PreparedCell& prepared) {
    for (std::size_t arm = 0; arm < prepared.loops.size(); ++arm) {
      if (lead_in_of(prepared, arm) > 0) return true;
    }
    return false;
  }

  /// Runs a lead-in of one arm; of the next one in the next call.
  void keep_warm(const PreparedCell& prepared) {
    const auto arm = next_to_warm_++ % prepared.loops.size();
    const auto lead_in = lead_in_of(prepared, arm);
    if (lead_in > 0) run_block(*prepared.loops[arm], lead_in, nullptr);
  }

  static void warm_again(const PreparedCell& prepared) {
    for (std::size_t arm = 0; arm < prepared.loops.size(); ++arm) {
      if (lead_in_of(prepared, arm) > 0) warm_arm(prepared, arm);
    }
  }

  void go(const std::function<void()>& where) {
    where();
    account_.follow(cpus_.here());
  }

  [[nodiscard]] CoreToWaitFor core_to_wait_for() {
    return {.full_width = job_.core_width,
            .width = core_width_,
            .now = [] { return Clock::now().time_since_epoch(); },
            .elsewhere = cpus_.several() ? [this] { go([this] { cpus_.next(); }); } : std::function<void()>()};
  }

  Block timed_block(Loop& loop, std::int64_t iterations, int round) {
    if (const auto lead_in = iterations / lead_in_share; lead_in > 0) run_block(loop, lead_in, nullptr);
    const bool many_threads = loop.threads() > 1;
    const auto before = account_.read(many_threads);
    const auto start = nanoseconds_since(origin_);
    const auto result = run_block(loop, iterations, nullptr);
    const auto after = account_.read(many_threads);
    const auto width_before = std::exchange(width_, core_width_());
    Block block{.round = round,
                .order = order_++,
                .start_ns = start,
                .elapsed_ns = result.elapsed_ns,
                .cpu = one_core_ ? std::optional(cpus_.here()) : std::nullopt,
                .switches = static_cast<int>(after.switches - before.switches),
                .faults = static_cast<int>(after.faults - before.faults),
                .waited_ns = difference(after.waited_ns, before.waited_ns),
                .stolen_ns = difference(after.stolen_ns, before.stolen_ns)};
    if (!many_threads) {
      block.width_before = width_before;
      block.width_after = width_;
    }
    return block;
  }

  const Job& job_;
  Channel& channel_;
  Clock::time_point origin_ = Clock::now();
  system::ThreadAccount account_;
  CpusInTurn cpus_;
  const std::function<std::optional<double>()>& core_width_;
  OwnCore own_core_{core_to_wait_for()};
  WorkerUsage usage_;
  int begun_ = 0;  ///< Of the job's cells.
  int order_ = 0;
  bool one_core_ = true;  ///< No arm of the cell has several threads, which may be on any of the job's CPUs.
  std::size_t next_to_warm_ = 0;
  std::optional<double> width_{};  ///< Of the core, as read after the last block.
};

}  // namespace

void time_blocks(const Job& job, Channel& channel, const std::function<std::optional<double>()>& core_width) {
  Timing(job, channel, core_width).run();
}

}  // namespace memlore::bench
