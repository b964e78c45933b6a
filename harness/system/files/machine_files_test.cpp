#include "harness/system/files/machine_files.h"

#include <gtest/gtest.h>

#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

TEST(MachineFiles, TrimsWhatIsRead) {
  MadeUpMachine machine;
  machine.write("/sys/kernel/word", " madvise\n");
  EXPECT_EQ(machine.files().read("/sys/kernel/word"), present("madvise"));
}

TEST(MachineFiles, NamesTheMissingFileWithoutItsRoot) {
  const MadeUpMachine machine;
  EXPECT_EQ(machine.files().read("/proc/stat"), absent("no /proc/stat here"));
}

TEST(MachineFiles, TakesAnEmptyFileForAbsent) {
  MadeUpMachine machine;
  machine.write("/sys/devices/system/cpu/isolated", "\n");
  EXPECT_EQ(machine.files().read("/sys/devices/system/cpu/isolated"),
            absent("/sys/devices/system/cpu/isolated is empty"));
}

TEST(MachineFiles, SaysWhyAFolderCannotBeRead) {
  MadeUpMachine machine;
  machine.write("/proc/folder/file", "text");
  EXPECT_EQ(machine.files().read("/proc/folder"), absent("/proc/folder: Is a directory"));
}

TEST(MachineFiles, ListsAFolderInOrderAndAMissingOneAsEmpty) {
  MadeUpMachine machine;
  machine.write("/sys/b", "1");
  machine.write("/sys/a", "1");
  EXPECT_EQ(machine.files().names_in("/sys"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(machine.files().names_in("/proc").empty());
}

TEST(MachineFiles, OnlyTheRealRootIsLive) {
  EXPECT_TRUE(MachineFiles().live());
  EXPECT_FALSE(MadeUpMachine().files().live());
}

TEST(MachineFiles, PassesTheReasonOfAMissingTextOnToItsFields) {
  EXPECT_EQ(field_of(absent("no /proc/cpuinfo here"), "model", "/proc/cpuinfo"), absent("no /proc/cpuinfo here"));
  EXPECT_EQ(field_of(present("a: 1"), "b", "/proc/cpuinfo"), absent("no 'b' in /proc/cpuinfo"));
}

}  // namespace
}  // namespace memlore::system
