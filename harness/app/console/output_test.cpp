#include "harness/app/console/output.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "harness/model/text/input_error.h"

namespace memlore::app {
namespace {

constexpr int refused = 7;
constexpr int went_on = 8;

void redirect(int number, const char* path) { dup2(open(path, O_WRONLY), number); }

// Each in a process of its own: the standard streams of this one belong to the test program.

TEST(WriteResult, ThrowsWhereTheTextCannotBeWritten) {
  auto write_to_full_disk = [] {
    redirect(STDOUT_FILENO, "/dev/full");
    try {
      write_result("short enough for the stream's buffer\n");
    } catch (const InputError&) {
      std::_Exit(refused);
    }
    std::_Exit(went_on);
  };
  EXPECT_EXIT(write_to_full_disk(), testing::ExitedWithCode(refused), "");
}

TEST(Tell, GoesOnWhereNobodyCanRead) {
  auto tell_full_disk = [] {
    redirect(STDERR_FILENO, "/dev/full");
    tell("nobody reads this");
    std::_Exit(went_on);
  };
  EXPECT_EXIT(tell_full_disk(), testing::ExitedWithCode(went_on), "");
}

TEST(Tell, WritesOneLineWhateverIsInTheMessage) {
  auto tell_with_forged_line = [] {
    tell("memlore: no 'a\nmemlore: HOLDS \x1b[2J\u200e'");
    tell("memlore: the next");
    std::_Exit(went_on);
  };
  EXPECT_EXIT(tell_with_forged_line(), testing::ExitedWithCode(went_on),
              "^memlore: no 'a memlore: HOLDS \uFFFD.2J\uFFFD'\nmemlore: the next\n$");
}

TEST(Tell, KeepsTheTwoEndsOfALongMessage) {
  auto tell_much = [] {
    tell("memlore: the word '" + std::string(5'000'000, 'x') + "' is not known");
    std::_Exit(went_on);
  };
  EXPECT_EXIT(tell_much(), testing::ExitedWithCode(went_on),
              "^memlore: the word 'x{500,700} … x{200,400}' is not known\n$");
}

TEST(OccupyStandardDescriptors, KeepsTheNextFileFromTheNumberOfAClosedStream) {
  auto open_with_streams_closed = [] {
    for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(number);
    occupy_standard_descriptors();
    const bool refuses = write(STDOUT_FILENO, "x", 1) < 0;
    std::_Exit(refuses && open("/dev/zero", O_RDONLY) > STDERR_FILENO ? refused : went_on);
  };
  EXPECT_EXIT(open_with_streams_closed(), testing::ExitedWithCode(refused), "");
}

TEST(OccupyStandardDescriptors, LeavesOpenStreamsAlone) {
  auto write_through = [] {
    occupy_standard_descriptors();
    tell("still here");
    std::_Exit(went_on);
  };
  EXPECT_EXIT(write_through(), testing::ExitedWithCode(went_on), "still here");
}

}  // namespace
}  // namespace memlore::app
