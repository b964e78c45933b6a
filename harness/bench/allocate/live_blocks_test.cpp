#include "harness/bench/allocate/live_blocks.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace memlore::bench {
namespace {

/// Addresses as far apart as malloc's, and not null.
const void* address(std::uint64_t number) {
  return reinterpret_cast<const void*>(number * 16 + 16);  // NOLINT(performance-no-int-to-ptr): never read
}

TEST(LiveBlocks, KnowsABlockUntilItIsTaken) {
  LiveBlocks blocks;
  EXPECT_EQ(blocks.take(address(1)), std::nullopt);
  EXPECT_TRUE(blocks.put(address(1), 24));
  EXPECT_EQ(blocks.take(address(1)), 24U);
  EXPECT_EQ(blocks.take(address(1)), std::nullopt);
}

TEST(LiveBlocks, AgreesWithAMapOverManyBlocksThatComeAndGo) {
  LiveBlocks blocks;
  std::map<std::uint64_t, std::size_t> expected;
  std::mt19937_64 generator(7);  // NOLINT(cert-msc51-cpp): the same sequence every time
  constexpr std::uint64_t numbers = 100'000;
  for (int i = 0; i < 400'000; ++i) {
    const auto number = generator() % numbers;
    if (generator() % 3 != 0) {
      blocks.put(address(number), number + 1);
      expected[number] = number + 1;
    } else {
      const auto known = expected.find(number);
      const auto taken = blocks.take(address(number));
      ASSERT_EQ(taken.has_value(), known != expected.end());
      if (known == expected.end()) continue;
      ASSERT_EQ(*taken, known->second);
      expected.erase(known);
    }
  }
  for (std::uint64_t number = 0; number < numbers; ++number) {
    ASSERT_EQ(blocks.take(address(number)).has_value(), expected.contains(number));
  }
}

}  // namespace
}  // namespace memlore::bench
