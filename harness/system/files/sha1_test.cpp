#include "harness/system/files/sha1.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <iostream>

#include "harness/model/text/input_error.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

TEST(Sha1, AgreesWithThePublishedVectors) {
  EXPECT_EQ(sha1_of_text("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(sha1_of_text(""), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  EXPECT_EQ(sha1_of_text(std::string(1'000'000, 'a')), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST(Sha1, OfAFileIsThatOfItsText) {
  const MadeUpMachine machine;
  const std::string text(200'000, 'x');
  machine.write("/binary", text);
  machine.write("/empty", "");
  EXPECT_EQ(sha1_of_file(machine.root() / "binary"), sha1_of_text(text));
  EXPECT_EQ(sha1_of_file(machine.root() / "empty"), sha1_of_text(""));
}

TEST(Sha1, NamesAFileThatCannotBeRead) {
  try {
    sha1_of_file("/nowhere/at/all");
    FAIL() << "a missing file has no hash";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("/nowhere/at/all"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("No such file"), std::string::npos);
  }
}

TEST(Sha1, NamesTheLimitWhereNoFileCanBeOpened) {
  const auto read_without_descriptors = [] {
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_NOFILE, &none);
    try {
      sha1_of_file("/proc/self/exe");
    } catch (const MachineError& error) {
      std::cerr << error.what();
      std::_Exit(0);
    }
    std::_Exit(1);
  };
  EXPECT_EXIT(read_without_descriptors(), testing::ExitedWithCode(0), "the limit on open files is 0 .ulimit -n");
}

}  // namespace
}  // namespace memlore::system
