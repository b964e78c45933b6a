#include "harness/system/cpus/cpu_list.h"

#include <gtest/gtest.h>

namespace memlore::system {
namespace {

TEST(CpuList, ReadsNumbersAndRanges) {
  EXPECT_EQ(parse_cpu_list("0-2,8,5-6"), (std::vector<int>{0, 1, 2, 5, 6, 8}));
  EXPECT_EQ(parse_cpu_list("3"), std::vector<int>{3});
  EXPECT_TRUE(parse_cpu_list("").empty());
}

TEST(CpuList, LeavesOutWhatIsNoNumber) {
  EXPECT_EQ(parse_cpu_list("nohz,2"), std::vector<int>{2});
  EXPECT_TRUE(parse_cpu_list("0-9999999999").empty());
}

TEST(CpuList, CountsACpuOnce) { EXPECT_EQ(parse_cpu_list("1,0-1"), (std::vector<int>{0, 1})); }

TEST(CpuList, WritesRunsAsRanges) {
  EXPECT_EQ(format_cpu_list(std::vector<int>{0, 1, 2, 5, 7, 8}), "0-2,5,7-8");
  EXPECT_EQ(format_cpu_list(std::vector<int>{}), "");
}

}  // namespace
}  // namespace memlore::system
