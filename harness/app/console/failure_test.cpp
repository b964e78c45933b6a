#include "harness/app/console/failure.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>
#include <thread>

#include "harness/app/console/exit_code.h"
#include "harness/model/text/input_error.h"

namespace memlore::app {
namespace {

// Each in a process of its own, whose standard error is read.

template <class Exception>
[[noreturn]] void tell_and_exit(const Exception& exception) {
  std::_Exit(tell_failure(std::make_exception_ptr(exception)));
}

std::system_error system_error(std::errc number, const char* what) { return {std::make_error_code(number), what}; }

TEST(TellFailure, BadInputIsCode2AndWhatTheMachineCannotDoIsCode3) {
  EXPECT_EXIT(tell_and_exit(InputError("a word\nof yours")), testing::ExitedWithCode(bad_input),
              "^memlore: a word of yours\n$");
  EXPECT_EXIT(tell_and_exit(MachineError("no room")), testing::ExitedWithCode(invalid_measurement),
              "^memlore: no room\n$");
  EXPECT_EXIT(
      tell_and_exit(std::filesystem::filesystem_error("cannot", "/x", std::make_error_code(std::errc::io_error))),
      testing::ExitedWithCode(bad_input), "^memlore: .*/x.*\n$");
}

TEST(TellFailure, AFaultOfOursIsCode4) {
  EXPECT_EXIT(tell_and_exit(std::logic_error("oh")), testing::ExitedWithCode(harness_fault),
              "^memlore: a fault of memlore itself: oh\n$");
  EXPECT_EXIT(tell_and_exit(7), testing::ExitedWithCode(harness_fault), "^memlore: a fault of memlore itself");
  EXPECT_EXIT(tell_and_exit(system_error(std::errc::invalid_argument, "x")), testing::ExitedWithCode(harness_fault),
              "^memlore: a fault of memlore itself: x");
}

TEST(TellFailure, WhatALimitForbidsIsCode3AndTheLimitIsNamed) {
  const auto limited = [](decltype(RLIMIT_AS) resource, rlim_t value, const auto& exception) {
    rlimit limit{};
    getrlimit(resource, &limit);
    limit.rlim_cur = value;
    setrlimit(resource, &limit);
    tell_and_exit(exception);
  };
  constexpr rlim_t large = rlim_t{1} << 60U;  // A sanitizer has mapped tebibytes by now.
  EXPECT_EXIT(limited(RLIMIT_AS, large, std::bad_alloc()), testing::ExitedWithCode(invalid_measurement),
              "^memlore: there is not enough memory; the limit on address space is 1125899906842624 KiB .ulimit -v");
  EXPECT_EXIT(limited(RLIMIT_NPROC, 5, system_error(std::errc::resource_unavailable_try_again, "no")),
              testing::ExitedWithCode(invalid_measurement),
              "^memlore: no thread: no: .*; the limit on processes of a user is 5 .ulimit -u");
  EXPECT_EXIT(limited(RLIMIT_NOFILE, 30,
                      std::filesystem::filesystem_error("cannot open", "/x",
                                                        std::make_error_code(std::errc::too_many_files_open))),
              testing::ExitedWithCode(invalid_measurement), "/x.*; the limit on open files is 30 .ulimit -n");
}

TEST(TellFailuresOfThreads, EndsTheProgramWithTheCodeOfTheException) {
  const auto fail_in_thread = [] {
    tell_failures_of_threads();
    std::thread([] { throw std::bad_alloc(); }).join();
  };
  EXPECT_EXIT(fail_in_thread(), testing::ExitedWithCode(invalid_measurement), "^memlore: there is not enough memory");
}

}  // namespace
}  // namespace memlore::app
