#include "harness/app/measuring/resume.h"

#include <gtest/gtest.h>

#include "harness/app/arguments/locations.h"
#include "harness/model/record/run.h"
#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::app {
namespace {

using system::TemporaryFolder;

Environment environment(const std::string& machine, const std::string& sha1) {
  Environment result;
  result.machine = machine;
  result.facts = {{.topic = "worker", .name = "sha1 of layout 0", .value = sha1, .absent = {}},
                  {.topic = "load", .name = "processes", .value = machine + sha1, .absent = {}}};
  return result;
}

std::string refusal(const std::filesystem::path& folder, const Environment& here) {
  try {
    check_resumable(folder, run::read_journal(run::journal_in(folder)), here);
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

class Resume : public testing::Test {
 protected:
  void SetUp() override {
    memlore::Run run;
    run.identity.id = "a-run";
    run.environment = environment("box", "abc");
    run.environment.facts.back().value = "another load, as any later time has";
    run::Journal::begin(run::journal_in(folder_.path()), run);
  }
  TemporaryFolder folder_;
};

TEST_F(Resume, GoesOnOnTheSameMachineWithTheSamePrograms) {
  EXPECT_EQ(refusal(folder_.path(), environment("box", "abc")), "");
}

TEST_F(Resume, RefusesAnotherMachineByName) {
  EXPECT_EQ(refusal(folder_.path(), environment("tower", "abc")),
            "--resume " + folder_.path().string() + ": the run was begun on box, this is tower");
}

TEST_F(Resume, RefusesAnotherBuild) {
  EXPECT_NE(refusal(folder_.path(), environment("box", "def")).find("another build"), std::string::npos);
}

TEST_F(Resume, RefusesABuildWithAnotherNumberOfLayouts) {
  auto here = environment("box", "abc");
  here.facts.push_back({.topic = "worker", .name = "sha1 of layout 1", .value = "abd", .absent = {}});
  EXPECT_NE(refusal(folder_.path(), here).find("another build"), std::string::npos);
}

TEST(ResumingCommand, NamesTheBenchesProgramOnlyWhereItIsNotTheUsualOne) {
  EXPECT_EQ(resuming_command("there", default_benches()), "memlore run --resume there");
  EXPECT_EQ(resuming_command("there", "other"), "memlore run --resume there --benches other");
}

TEST(ResumingCommand, CanBeGivenToAShellAsItIs) {
  EXPECT_EQ(resuming_command("a b/it's", default_benches()), R"(memlore run --resume 'a b/it'\''s')");
}

}  // namespace
}  // namespace memlore::app
