#include "harness/model/record/core_width.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

TEST(CoreWidth, IsTheLargestReadingButForOneInAHundred) {
  std::vector<double> widths(200, 3);
  for (int i = 0; i < 20; ++i) widths[static_cast<std::size_t>(i)] = 5.5;
  EXPECT_EQ(core_width_of(widths), (CoreWidth{.full = 5.5, .own_share = 0.1}));
  widths[70] = 80;
  widths[90] = 90;
  EXPECT_EQ(core_width_of(widths).full, 5.5) << "two in two hundred are taken for interrupts";
}

TEST(CoreWidth, IsSeldomHadWhereFewerThanOneReadingInFiftyFoundIt) {
  std::vector<double> widths(200, 3);
  for (int i = 0; i < 3; ++i) widths[static_cast<std::size_t>(i)] = 5.5;
  EXPECT_EQ(core_width_of(widths), (CoreWidth{.full = 5.5, .own_share = 0.015}));
  EXPECT_TRUE(core_width_of(widths).seldom());
  widths[9] = 5.4;
  EXPECT_FALSE(core_width_of(widths).seldom());
}

TEST(CoreWidth, IsWhatWasKnownBeforeWhereNeighboursNeverLeft) {
  const std::vector<double> beside(200, 2.6);
  EXPECT_EQ(core_width_of(beside, 4.8), (CoreWidth{.full = 4.8, .own_share = 0}));
  EXPECT_EQ(core_width_of(beside, 2.7).full, 2.6) << "two readings of the same thing";
}

TEST(CoreWidth, IsNotKnownWithoutAReading) { EXPECT_EQ(core_width_of({}), CoreWidth{}); }

TEST(OwnCore, IsOneOfNearlyFullWidth) {
  EXPECT_TRUE(on_own_core(5.5, 5.6));
  EXPECT_TRUE(on_own_core(0.98 * 5.6, 5.6));
  EXPECT_FALSE(on_own_core(5.4, 5.6)) << "a neighbour came or left meanwhile";
  EXPECT_TRUE(on_own_core(0.1, 0)) << "nobody knows the full width";
}

TEST(OwnCore, IsHadByABlockBeforeWhichAndAfterWhichItWasRead) {
  EXPECT_TRUE(on_own_core(Block{.width_before = 5.5, .width_after = 5.6}, 5.6));
  EXPECT_FALSE(on_own_core(Block{.width_before = 3.1, .width_after = 5.6}, 5.6));
  EXPECT_FALSE(on_own_core(Block{.width_before = 5.6, .width_after = 3.1}, 5.6));
  EXPECT_TRUE(on_own_core(Block{}, 5.6)) << "nobody has read it";
}

}  // namespace
}  // namespace memlore
