#include "harness/bench/author/far_apart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace memlore::bench {
namespace {

TEST(FarBeginning, HalvesTheLongestWayThatIsLeft) {
  std::vector<std::size_t> places;
  for (std::size_t n = 0; n < 8; ++n) places.push_back(far_beginning(n, 80));
  EXPECT_EQ(places, (std::vector<std::size_t>{0, 40, 20, 60, 10, 50, 30, 70}));
}

TEST(FarBeginning, IsAMultipleOfTheStep) {
  EXPECT_EQ(far_beginning(1, 1000, 256), 256U) << "of 500";
  EXPECT_EQ(far_beginning(3, 1000, 256), 512U) << "of 750";
  EXPECT_EQ(far_beginning(1, 500, 256), 0U) << "too few to be apart";
}

TEST(FarBeginning, StaysInsideWhateverTheSizeAndTheNumber) {
  for (std::size_t size = 1; size < 40; ++size) {
    for (std::size_t n = 0; n < 100; ++n) EXPECT_LT(far_beginning(n, size), size) << n << " of " << size;
  }
}

}  // namespace
}  // namespace memlore::bench
