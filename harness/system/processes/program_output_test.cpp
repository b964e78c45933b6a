#include "harness/system/processes/program_output.h"

#include <gtest/gtest.h>

namespace memlore::system {
namespace {

TEST(OutputOf, IsNothingForAProgramThatFailsOrIsNotThere) {
  EXPECT_EQ(output_of("/bin/echo", {"a b"}, 5), "a b\n");
  EXPECT_EQ(output_of("/bin/false", {}, 5), std::nullopt);
  EXPECT_EQ(output_of("/no/such/program", {}, 5), std::nullopt);
}

TEST(OutputOf, EndsAProgramThatHangs) { EXPECT_EQ(output_of("/bin/sleep", {"60"}, 1), std::nullopt); }

}  // namespace
}  // namespace memlore::system
