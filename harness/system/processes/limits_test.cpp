#include "harness/system/processes/limits.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>

#include "harness/model/text/input_error.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

using Resource = decltype(RLIMIT_NOFILE);

void set_limit(Resource resource, rlim_t value) {
  rlimit limit{};
  getrlimit(resource, &limit);
  limit.rlim_cur = value;
  setrlimit(resource, &limit);
}

/// Says something on standard error and ends; in a process of its own, whose limits may be changed.
void say_and_exit(const std::string& text) {
  std::cerr << text << '\n';
  std::_Exit(0);
}

#define EXPECT_SAID(statement, pattern) EXPECT_EXIT(statement, testing::ExitedWithCode(0), pattern)

constexpr rlim_t large = rlim_t{1} << 60U;  // A sanitizer has mapped tebibytes by now.

TEST(LimitBehind, IsThatOnOpenFilesWhereThereAreTooMany) {
  const auto say = [] {
    set_limit(RLIMIT_NOFILE, 40);
    say_and_exit(limit_behind(EMFILE));
  };
  EXPECT_SAID(say(), "^the limit on open files is 40 .ulimit -n.\n$");
}

TEST(LimitBehind, IsThatOnMemoryWhereThereIsNotEnough) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "0::/\n");
  machine.write("/sys/fs/cgroup/memory.max", "1048576\n");
  const auto say = [&] {
    set_limit(RLIMIT_AS, large);
    set_limit(RLIMIT_DATA, large);
    say_and_exit(limit_behind(ENOMEM, machine.files()));
  };
  EXPECT_SAID(say(),
              "^the limit on address space is 1125899906842624 KiB .ulimit -v., the limit on data is 1125899906842624 "
              "KiB .ulimit -d., the control group's limit on memory is 1048576 bytes .memory.max.\n$");
}

TEST(WriteMemoryLimit, SaysTheSameAsFarAsThereIsRoom) {
  const auto say = [](std::size_t room) {
    set_limit(RLIMIT_AS, large);
    std::array<char, 100> text{};
    write_memory_limit(std::span(text).first(room));
    say_and_exit(text.data());
  };
  EXPECT_SAID(say(100), "^; the limit on address space is 1125899906842624 KiB .ulimit -v.\n$");
  EXPECT_SAID(say(10), "^; the lim\n$");
}

TEST(LimitBehind, IsThatOnProcessesOfUserAndGroupWhereNoneCanBeStarted) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "0::/slice/job\n");
  machine.write("/sys/fs/cgroup/slice/job/pids.max", "max\n");
  machine.write("/sys/fs/cgroup/slice/pids.max", "5\n");
  machine.write("/sys/fs/cgroup/pids.max", "6\n");
  const auto say = [&] {
    set_limit(RLIMIT_NPROC, 7);
    say_and_exit(limit_behind(EAGAIN, machine.files()));
  };
  EXPECT_SAID(say(),
              "^the limit on processes of a user is 7 .ulimit -u., the control group's limit on processes is 5 "
              ".pids.max.\n$");
}

TEST(LimitBehind, IsReadInTheOlderHierarchyOfGroupsToo) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "8:pids:/\n4:memory:/docker/1a\n0::/\n");
  machine.write("/sys/fs/cgroup/pids/pids.max", "9\n");
  machine.write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  const auto limit = limit_behind(EAGAIN, machine.files());
  EXPECT_NE(limit.find("the control group's limit on processes is 9 (pids.max)"), std::string::npos) << limit;
  EXPECT_EQ(limit.find("memory.max"), std::string::npos) << limit;
}

TEST(LimitBehind, IsThatOfTheMachineWhereItsFilesAreAllOpen) {
  const MadeUpMachine machine;
  machine.write("/proc/sys/fs/file-max", "100\n");
  EXPECT_EQ(limit_behind(ENFILE, machine.files()),
            "the limit on open files of the whole machine is 100 (/proc/sys/fs/file-max)");
}

TEST(LimitBehind, IsNoneOfAnotherError) {
  EXPECT_EQ(limit_behind(ENOENT), "");
  EXPECT_EQ(limit_behind(0), "");
}

TEST(ThrowSystemError, SaysWhatTheMachineForbidsAndWhatTheInputDoes) {
  EXPECT_THROW(throw_system_error("cannot open x", ENOENT), InputError);
  EXPECT_THROW(throw_system_error("cannot open x", EMFILE), MachineError);
  EXPECT_THROW(throw_system_error("cannot start x", EAGAIN), MachineError);
  try {
    throw_system_error("cannot open x", ENOENT);
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "cannot open x: No such file or directory");
  }
  try {
    throw_system_error("cannot open x", EMFILE);
  } catch (const MachineError& error) {
    EXPECT_TRUE(std::string(error.what()).starts_with("cannot open x: Too many open files; the limit on open files is"))
        << error.what();
  }
}

/// Says why the program does not begin under a limit.
void say_why_not(Resource resource, rlim_t value) {
  set_limit(resource, value);
  try {
    check_limits();
  } catch (const MachineError& error) {
    say_and_exit(error.what());
  }
  say_and_exit("nothing is in the way");
}

TEST(CheckLimits, NamesWhatIsTooLittle) {
  EXPECT_SAID(say_why_not(RLIMIT_NOFILE, 63), "^the limit on open files is 63 .ulimit -n.; memlore needs 64\n$");
  EXPECT_SAID(say_why_not(RLIMIT_STACK, rlim_t{1} << 20U),
              "^the limit on the stack is 1024 KiB .ulimit -s.; memlore needs 4096 KiB\n$");
}

TEST(CheckLimits, TakesWhatIsUsual) {
  EXPECT_SAID(say_why_not(RLIMIT_NOFILE, 256), "^nothing is in the way\n$");
  EXPECT_SAID(say_why_not(RLIMIT_STACK, rlim_t{8} << 20U), "^nothing is in the way\n$");
  EXPECT_SAID(say_why_not(RLIMIT_STACK, RLIM_INFINITY), "^nothing is in the way\n$");
}

TEST(TightLimits, AreThoseBelowWhatIsUsual) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "0::/\n");
  machine.write("/sys/fs/cgroup/memory.max", "1048576\n");
  const auto say = [&](rlim_t files) {
    set_limit(RLIMIT_NOFILE, files);
    set_limit(RLIMIT_STACK, rlim_t{8} << 20U);
    set_limit(RLIMIT_NPROC, RLIM_INFINITY);
    say_and_exit(tight_limits(machine.files()));
  };
  EXPECT_SAID(say(100),
              "^the limit on open files is 100 .ulimit -n., the control group's limit on memory is 1048576 bytes "
              ".memory.max.\n$");
  EXPECT_SAID(say(1024), "^the control group's limit on memory is 1048576 bytes .memory.max.\n$");
}

#undef EXPECT_SAID

}  // namespace
}  // namespace memlore::system
