#include "harness/system/files/text_files.h"

#include <gtest/gtest.h>

#include "harness/system/facts/made_up_machine.h"

namespace memlore::system {
namespace {

TEST(TextFiles, TrimsWhatIsRead) {
  MadeUpMachine machine;
  machine.write("/sys/kernel/word", " madvise\n");
  EXPECT_EQ(machine.files().read("/sys/kernel/word"), present("madvise"));
}

TEST(TextFiles, NamesTheMissingFileWithoutItsRoot) {
  const MadeUpMachine machine;
  EXPECT_EQ(machine.files().read("/proc/stat"), absent("no /proc/stat here"));
}

TEST(TextFiles, TakesAnEmptyFileForAbsent) {
  MadeUpMachine machine;
  machine.write("/sys/devices/system/cpu/isolated", "\n");
  EXPECT_EQ(machine.files().read("/sys/devices/system/cpu/isolated"),
            absent("/sys/devices/system/cpu/isolated is empty"));
}

TEST(TextFiles, SaysWhyAFolderCannotBeRead) {
  MadeUpMachine machine;
  machine.write("/proc/folder/file", "text");
  EXPECT_EQ(machine.files().read("/proc/folder"), absent("/proc/folder: Is a directory"));
}

TEST(TextFiles, ListsAFolderInOrderAndAMissingOneAsEmpty) {
  MadeUpMachine machine;
  machine.write("/sys/b", "1");
  machine.write("/sys/a", "1");
  EXPECT_EQ(machine.files().names_in("/sys"), (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(machine.files().names_in("/proc").empty());
}

TEST(TextFiles, OnlyTheRealRootIsLive) {
  EXPECT_TRUE(MachineFiles().live());
  EXPECT_FALSE(MadeUpMachine().files().live());
}

TEST(TextFiles, FindsAFieldByItsWholeKey) {
  const std::string text = "model\t\t: 2\nmodel name\t: AMD EPYC\nempty:\n";
  EXPECT_EQ(field_in(text, "model"), "2");
  EXPECT_EQ(field_in(text, "model name"), "AMD EPYC");
  EXPECT_EQ(field_in(text, "name"), std::nullopt);
  EXPECT_EQ(field_in(text, "empty"), std::nullopt);
}

TEST(TextFiles, PassesTheReasonOfAMissingTextOnToItsFields) {
  EXPECT_EQ(field_of(absent("no /proc/cpuinfo here"), "model", "/proc/cpuinfo"), absent("no /proc/cpuinfo here"));
  EXPECT_EQ(field_of(present("a: 1"), "b", "/proc/cpuinfo"), absent("no 'b' in /proc/cpuinfo"));
}

TEST(TextFiles, TakesOnlyWholeNumbers) {
  EXPECT_EQ(to_integer(" 12\n"), 12);
  EXPECT_EQ(to_integer("-1"), -1);
  EXPECT_EQ(to_integer("12 kB"), std::nullopt);
  EXPECT_EQ(to_integer(""), std::nullopt);
}

TEST(TextFiles, SplitsAndJoinsWordsAndLines) {
  EXPECT_EQ(joined(std::vector<std::string>{"", "b", "c"}, ", "), ", b, c");
  EXPECT_EQ(joined({}), "");
  EXPECT_EQ(words_of("  a\tb \n c "), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(lines_of("a\n\nb"), (std::vector<std::string>{"a", "", "b"}));
}

}  // namespace
}  // namespace memlore::system
