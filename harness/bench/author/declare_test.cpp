#include "harness/bench/author/declare.h"

#include <gtest/gtest.h>

#include <vector>

#include "harness/bench/worker/google_benchmark.h"

namespace memlore::bench {
namespace {

std::vector<std::int64_t> visited_by(const Factor& factor, Tier tier) {
  std::vector<std::int64_t> values;
  for (const auto& point : points_of(std::vector{factor}, tier)) values.push_back(point[factor.name]);
  return values;
}

TEST(Factor, IsVisitedAtItsEndsBySmokeAndInFullByFull) {
  const auto bytes = factor("bytes", {8, 64, 512}, {16, 1 << 20}, "bytes");
  EXPECT_EQ(visited_by(bytes, Tier::smoke), (std::vector<std::int64_t>{8, 512}));
  EXPECT_EQ(visited_by(bytes, Tier::quick), (std::vector<std::int64_t>{8, 64, 512}));
  EXPECT_EQ(visited_by(bytes, Tier::full), (std::vector<std::int64_t>{8, 16, 64, 512, 1 << 20}));
  EXPECT_EQ(bytes.unit, "bytes");
}

TEST(Factor, OfOneValueIsVisitedByEveryProfile) {
  EXPECT_EQ(visited_by(factor("bytes", {8}), Tier::smoke), (std::vector<std::int64_t>{8}));
}

TEST(Categories, KeepTheirOrderAndAreVisitedByEveryProfile) {
  const auto order = categories("order", {{1, "sequential"}, {0, "shuffled"}});
  EXPECT_EQ(visited_by(order, Tier::smoke), (std::vector<std::int64_t>{1, 0}));
  EXPECT_EQ(order.levels[0].label, "sequential");
  EXPECT_EQ(points_of(std::vector{order}, Tier::smoke)[1].key(), "order:shuffled");
}

TEST(Arm, HasAKernelAFactOrAReason) {
  const auto runs = arm("runs", "does it", [](const Point&) { return no_kernel("never"); });
  EXPECT_TRUE(runs.prepare);
  EXPECT_EQ(runs.arm.not_built, "");
  const auto is = fact("is", "a type", {{.type = "int", .size_bytes = 4, .alignment_bytes = 4, .fields = {}}});
  EXPECT_FALSE(is.prepare);
  EXPECT_EQ(is.arm.layouts.at(0).size_bytes, 4);
  const auto lacks = not_built("lacks", "a library", "Abseil");
  EXPECT_FALSE(lacks.prepare);
  EXPECT_EQ(lacks.arm.not_built, "not built: needs Abseil");
}

TEST(WithConstant, ChoosesTheKernelThatWasCompiledForTheNumber) {
  const auto compiled = [](std::int64_t number) {
    return with_constant<8, 64>(number,
                                []<std::size_t Bytes>() { return kernel([] { return std::uint64_t{Bytes}; }); });
  };
  EXPECT_EQ(run_block(*compiled(8).loop, 1, nullptr).result, 8U);
  EXPECT_EQ(run_block(*compiled(64).loop, 1, nullptr).result, 64U);
  EXPECT_THROW(compiled(9), InputError);
}

TEST(WithConstant, HandsOnTheReasonOfAnAbsentKernel) {
  const auto absent = with_constant<8>(8, []<std::size_t>() { return no_kernel("too small"); });
  EXPECT_FALSE(absent.loop);
  EXPECT_EQ(absent.absent, "too small");
}

}  // namespace
}  // namespace memlore::bench
