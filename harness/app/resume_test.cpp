#include "harness/app/resume.h"

#include <gtest/gtest.h>

#include <fstream>

#include "harness/app/locations.h"
#include "harness/model/input_error.h"
#include "harness/model/run.h"
#include "harness/run/conduct.h"
#include "harness/run/temporary_folder.h"

namespace memlore::app {
namespace {

using run::TemporaryFolder;

Environment environment(const std::string& machine, const std::string& sha1) {
  Environment result;
  result.machine = machine;
  result.facts = {{.topic = "worker", .name = "sha1 of layout 0", .value = sha1, .absent = {}},
                  {.topic = "load", .name = "processes", .value = machine + sha1, .absent = {}}};
  return result;
}

std::string refusal(const std::filesystem::path& folder, const Environment& here) {
  try {
    check_resumable(folder, here);
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
    run::begin(run, folder_.path());
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

TEST_F(Resume, TellsACompleteRunFromNone) {
  std::filesystem::remove(run::journal_in(folder_.path()));
  EXPECT_NE(refusal(folder_.path(), environment("box", "abc")).find("no journal"), std::string::npos);
  std::ofstream(folder_.path() / "run.json") << "{}";
  EXPECT_NE(refusal(folder_.path(), environment("box", "abc")).find("complete"), std::string::npos);
}

TEST(ResumingCommand, NamesTheBenchesProgramOnlyWhereItIsNotTheUsualOne) {
  EXPECT_EQ(resuming_command("there", default_benches()), "memlore run --resume there");
  EXPECT_EQ(resuming_command("there", "other"), "memlore run --resume there --benches other");
}

}  // namespace
}  // namespace memlore::app
