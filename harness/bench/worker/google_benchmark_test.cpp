#include "harness/bench/worker/google_benchmark.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace memlore::bench {
namespace {

TEST(RunBlock, RunsExactlyTheIterationsAskedFor) {
  std::int64_t ran = 0;
  const auto counting = kernel([&ran] { return static_cast<std::uint64_t>(++ran); });
  std::int64_t expected = 0;
  for (const std::int64_t iterations : {1, 2, 7, 1000, 123'457}) {
    expected += iterations;
    EXPECT_EQ(run_block(*counting.loop, iterations, nullptr).result, static_cast<std::uint64_t>(expected));
    EXPECT_EQ(ran, expected) << "no warm-up and no second try by the library";
  }
}

TEST(RunBlock, TakesTime) {
  const auto nothing = kernel([] { return std::uint64_t{0}; });
  EXPECT_GT(run_block(*nothing.loop, 10'000, nullptr).elapsed_ns, 0);
}

TEST(RunBlock, RunsOneLoopAfterAnother) {
  const auto one = kernel([] { return std::uint64_t{1}; });
  const auto two = kernel([] { return std::uint64_t{2}; });
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(run_block(*one.loop, 2, nullptr).result, 1U);
    EXPECT_EQ(run_block(*two.loop, 2, nullptr).result, 2U);
  }
}

TEST(RunBlock, LeavesNothingBehindWhenAKernelThrows) {
  {
    const auto throwing = kernel([]() -> std::uint64_t { throw std::runtime_error("out of luck"); });
    EXPECT_THROW(run_block(*throwing.loop, 1, nullptr), std::runtime_error);
  }
  int ran = 0;
  const auto next = kernel([&ran] { return static_cast<std::uint64_t>(++ran); });
  EXPECT_EQ(run_block(*next.loop, 5, nullptr).result, 5U);
  EXPECT_EQ(ran, 5);
}

TEST(GoogleBenchmarkVersion, IsThatOfTheBuild) { EXPECT_FALSE(google_benchmark_version().empty()); }

}  // namespace
}  // namespace memlore::bench
