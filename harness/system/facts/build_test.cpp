// The facts of build and sources, with git and without.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "harness/system/facts/facts.h"
#include "harness/system/facts/value_in.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

TEST(BuildFacts, TakesAnEmptyTextForUnknown) {
  EXPECT_EQ(value_in(build_facts({}), "compiler"), "absent: not known when it was built");
}

/// A folder whose name a shell would trip over.
class SourceFacts : public testing::Test {
 protected:
  SourceFacts() { machine_.write("/it's here/inner/file", "text"); }
  void SetUp() override {
    if (std::system("git --version >/dev/null 2>&1") != 0) GTEST_SKIP() << "git is not installed";
  }
  void git(const std::string& arguments) const {
    const std::string settings = "-c user.name=test -c user.email=test@example.org -c commit.gpgsign=false ";
    const auto command = "git -C \"" + folder_.string() + "\" " + settings + arguments + " >/dev/null 2>&1";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }
  MadeUpMachine machine_;
  std::filesystem::path folder_ = machine_.root() / "it's here";
};

TEST_F(SourceFacts, IsAbsentWithoutAHistory) {
  EXPECT_TRUE(value_in(source_facts(folder_), "commit").starts_with("absent: "));
  EXPECT_TRUE(value_in(source_facts("/nowhere"), "commit").starts_with("absent: "));
  EXPECT_EQ(value_in(source_facts({}), "modified"), "absent: the source folder is not known");
}

TEST_F(SourceFacts, HasNoCommitBeforeTheFirst) {
  git("init");
  EXPECT_TRUE(value_in(source_facts(folder_), "commit").starts_with("absent: "));
  EXPECT_EQ(value_in(source_facts(folder_), "modified"), "yes");
}

TEST_F(SourceFacts, KnowsItsCommitAndWhetherItWasModified) {
  git("init");
  git("add .");
  git("commit -m first");
  EXPECT_EQ(value_in(source_facts(folder_), "commit").size(), 40u);
  EXPECT_EQ(value_in(source_facts(folder_), "modified"), "no");
  machine_.write("/it's here/inner/file", "other text");
  EXPECT_EQ(value_in(source_facts(folder_), "modified"), "yes");
}

TEST_F(SourceFacts, DoesNotTakeTheCommitOfAWorkTreeAroundIt) {
  git("init");
  git("add .");
  git("commit -m first");
  EXPECT_EQ(value_in(source_facts(folder_ / "inner"), "commit"),
            "absent: the source folder is not the top of a git work tree");
}

}  // namespace
}  // namespace memlore::system
