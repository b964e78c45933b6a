#include "harness/bench/author/kernel.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>

#include "harness/bench/worker/google_benchmark.h"

namespace memlore::bench {
namespace {

TEST(Kernel, KeepsItsStateFromBlockToBlock) {
  const auto counting = kernel([count = std::uint64_t{0}]() mutable { return ++count; });
  EXPECT_EQ(run_block(*counting.loop, 3, nullptr).result, 3U);
  EXPECT_EQ(run_block(*counting.loop, 1, nullptr).result, 4U);
  EXPECT_EQ(run_block(*counting.loop, 10, nullptr).result, 14U);
}

TEST(Kernel, MayOwnWhatCannotBeCopied) {
  const auto owning = kernel([value = std::make_unique<std::uint64_t>(7)] { return ++*value; });
  EXPECT_EQ(run_block(*owning.loop, 2, nullptr).result, 9U);
  EXPECT_EQ(run_block(*owning.loop, 1, nullptr).result, 10U);
}

TEST(Kernel, IsDestroyedWithItsLoop) {
  const auto shared = std::make_shared<int>(0);
  auto holding = kernel([shared] { return std::uint64_t{1}; });
  EXPECT_EQ(shared.use_count(), 2);
  run_block(*holding.loop, 5, nullptr);
  EXPECT_EQ(shared.use_count(), 2) << "moved in and out, never copied";
  holding.loop.reset();
  EXPECT_EQ(shared.use_count(), 1);
}

/// Tells when it was called by how far the kernel had come then.
class PlaceMeter final : public Meter {
 public:
  explicit PlaceMeter(const std::uint64_t& count) : count_(count) {}
  void start() override { started_at = count_; }
  void stop() override { stopped_at = count_; }
  std::uint64_t started_at = 99;
  std::uint64_t stopped_at = 99;

 private:
  const std::uint64_t& count_;
};

TEST(Kernel, StartsAndStopsTheMeterRightAroundItsLoop) {
  std::uint64_t count = 0;
  const auto counting = kernel([&count] { return ++count; });
  run_block(*counting.loop, 4, nullptr);
  PlaceMeter meter(count);
  run_block(*counting.loop, 6, &meter);
  EXPECT_EQ(meter.started_at, 4U);
  EXPECT_EQ(meter.stopped_at, 10U);
}

TEST(ThreadedKernel, RunsTheIterationOfEachThread) {
  auto counts = std::make_shared<std::array<std::atomic<int>, 3>>();
  const auto threaded = threaded_kernel(3, [&](int thread) {
    return [counts, thread] {
      ++(*counts)[static_cast<std::size_t>(thread)];
      return static_cast<std::uint64_t>(thread) + 100;
    };
  });
  EXPECT_EQ(threaded.loop->threads(), 3);
  EXPECT_EQ(run_block(*threaded.loop, 20, nullptr).result, 100U) << "the result is that of thread 0";
  for (const auto& count : *counts) EXPECT_EQ(count, 20);
}

TEST(ThreadedKernel, KeepsTheStateOfEachThread) {
  const auto threaded = threaded_kernel(2, [](int thread) {
    return [count = std::uint64_t{0}, thread]() mutable { return thread == 0 ? ++count : count += 1000; };
  });
  run_block(*threaded.loop, 5, nullptr);
  EXPECT_EQ(run_block(*threaded.loop, 5, nullptr).result, 10U);
}

TEST(NoKernel, SaysWhy) {
  const auto absent = no_kernel("no inline form");
  EXPECT_FALSE(absent.loop);
  EXPECT_EQ(absent.absent, "no inline form");
}

}  // namespace
}  // namespace memlore::bench
