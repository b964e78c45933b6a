#include "harness/report/progress_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace memlore::report {
namespace {

using namespace std::chrono_literals;
using Kind = ProgressDisplay::Kind;

const ProgressText half{.step = "time 4/12", .detail = "1042 records", .share = 0.5, .left = 70s};

/// What a display wrote.
template <class Action>
std::string written(Kind kind, const Action& action) {
  char* text = nullptr;
  std::size_t size = 0;
  auto* stream = open_memstream(&text, &size);
  ProgressDisplay display(stream, kind);
  action(display);
  std::fclose(stream);
  const std::unique_ptr<char, decltype(&std::free)> owner(text, &std::free);
  return {text, size};
}

std::size_t bars_in(double share) {
  const auto line = progress_line({.step = {}, .detail = {}, .share = share});
  return static_cast<std::size_t>(std::count(line.begin(), line.end(), '='));
}

TEST(ProgressLine, ShowsABarTheShareTheTimeLeftAndTheStep) {
  EXPECT_EQ(progress_line(half), "[==========          ]  50 %  1:10 left  time 4/12  1042 records");
}

TEST(ProgressLine, FillsItsBarByTheShareAndNeverOverfillsIt) {
  EXPECT_EQ(bars_in(-1), 0U);
  EXPECT_EQ(bars_in(0), 0U);
  EXPECT_EQ(bars_in(1), 20U);
  EXPECT_EQ(bars_in(7), 20U);
}

TEST(ProgressLine, IsAsLongAtTheBeginningAsAtTheEnd) {
  auto begin = half;
  begin.share = 0;
  auto end = half;
  end.share = 1;
  EXPECT_EQ(progress_line(begin).size(), progress_line(end).size());
}

TEST(ProgressDisplay, SaysNothingWhenAskedToBeQuiet) {
  EXPECT_EQ(written(Kind::none,
                    [](ProgressDisplay& display) {
                      display.show(half);
                      display.clear();
                    }),
            "");
}

TEST(ProgressDisplay, RewritesItsLineInPlaceOnATerminal) {
  EXPECT_EQ(written(Kind::live, [](ProgressDisplay& display) { display.show(half); }),
            "\r\x1b[K" + progress_line(half));
  EXPECT_TRUE(written(Kind::live, [](ProgressDisplay& display) {
                display.show(half);
                display.clear();
              }).ends_with("\r\x1b[K"));
}

TEST(ProgressDisplay, WritesALineAStepElsewhere) {
  EXPECT_EQ(written(Kind::plain,
                    [](ProgressDisplay& display) {
                      display.show(half);
                      display.show({.step = "time 4/12", .detail = "1043 records", .share = 0.6});
                      display.show({.step = "count", .detail = {}, .share = 0.75});
                      display.clear();
                    }),
            " 50 %  time 4/12\n 75 %  count\n");
}

TEST(ProgressDisplay, GoesOnWhenNobodyCanReadIt) {
  const std::unique_ptr<std::FILE, decltype(&std::fclose)> full(std::fopen("/dev/full", "w"), &std::fclose);
  ASSERT_NE(full, nullptr);
  std::setvbuf(full.get(), nullptr, _IONBF, 0);
  for (const auto kind : {Kind::plain, Kind::live}) {
    ProgressDisplay display(full.get(), kind);
    EXPECT_NO_THROW(display.show(half));
    EXPECT_NO_THROW(display.clear());
  }
}

}  // namespace
}  // namespace memlore::report
