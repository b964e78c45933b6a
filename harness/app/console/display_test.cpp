#include "harness/app/console/display.h"

#include <gtest/gtest.h>

namespace memlore::app {
namespace {

TEST(Display, SaysNothingWhereQuietIsWanted) {
  testing::internal::CaptureStderr();
  make_display(true).show({.step = "time", .detail = {}, .share = 0.5, .left = {}});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

TEST(Display, WritesPlainLinesWhereStandardErrorIsNoTerminal) {
  testing::internal::CaptureStderr();
  make_display(false).show({.step = "time", .detail = {}, .share = 0.5, .left = {}});
  const auto text = testing::internal::GetCapturedStderr();
  EXPECT_NE(text.find("time"), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
}

}  // namespace
}  // namespace memlore::app
