#include "harness/bench/allocate/allocation_meter.h"

#include <gtest/gtest.h>

namespace memlore::bench {
namespace {

TEST(AllocationMeter, IsNotAvailableWithoutThePreload) {
  const AllocationMeter meter;
  EXPECT_FALSE(meter.available());
  EXPECT_EQ(meter.total().allocations, 0U);
}

}  // namespace
}  // namespace memlore::bench
