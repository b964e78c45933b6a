#include "harness/app/measuring/conclusion.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "harness/app/console/exit_code.h"
#include "harness/model/text/input_error.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::app {
namespace {

using system::TemporaryFolder;

Run run_of_one_claim() {
  Run run;
  run.complete = true;
  Experiment experiment;
  experiment.id = "family/name";
  experiment.claims.emplace_back();
  run.experiments = {experiment};
  return run;
}

Run run_with_fault() {
  auto run = run_of_one_claim();
  run.faults = {{.experiment = "family/name", .point = {}, .arm = "a", .kind = "crashed", .detail = "it died"}};
  return run;
}

/// Concludes and returns the exit code and what was said on standard output.
std::pair<int, std::string> concluded(const Run& run, const TemporaryFolder& folder, const ConclusionOptions& options) {
  testing::internal::CaptureStdout();
  const int code = conclude(run, folder.path(), options);
  return {code, testing::internal::GetCapturedStdout()};
}

TEST(Conclude, WritesTheJudgementAndNamesIt) {
  const TemporaryFolder folder;
  const auto [code, said] = concluded(run_of_one_claim(), folder, {.json = false, .quiet = false, .plots = false});
  EXPECT_EQ(code, done);
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "judgement.json"));
  EXPECT_NE(said.find("family/name"), std::string::npos);
  EXPECT_NE(said.find((folder.path() / "judgement.json").string()), std::string::npos);
}

TEST(Conclude, SaysNothingWhenQuiet) {
  const TemporaryFolder folder;
  const auto [code, said] = concluded(run_of_one_claim(), folder, {.json = false, .quiet = true, .plots = false});
  EXPECT_EQ(code, done);
  EXPECT_EQ(said, "");
}

TEST(Conclude, PrintsTheJudgementAloneAsJson) {
  const TemporaryFolder folder;
  const auto said = concluded(run_of_one_claim(), folder, {.json = true, .quiet = false, .plots = false}).second;
  EXPECT_EQ(said.front(), '{');
  EXPECT_EQ(said.substr(said.size() - 2), "}\n");
  EXPECT_EQ(said.find("report:"), std::string::npos);
}

TEST(Conclude, ExitsForAnInvalidClaimUnlessAGateFails) {
  const TemporaryFolder folder;
  ConclusionOptions options{.json = false, .quiet = true, .plots = false};
  EXPECT_EQ(concluded(run_with_fault(), folder, options).first, invalid_measurement);
  options.fail_on = {"refuted"};
  EXPECT_EQ(concluded(run_with_fault(), folder, options).first, invalid_measurement);
  options.fail_on = {"refuted", "invalid"};
  EXPECT_EQ(concluded(run_with_fault(), folder, options).first, gate_failed);
}

TEST(Conclude, PrintsTheJudgementOfAFolderThatCannotBeWrittenAndFails) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "judgement.json" / "in the way");
  const auto [code, said] = concluded(run_of_one_claim(), folder, {.json = true, .quiet = false, .plots = false});
  EXPECT_EQ(code, bad_input);
  EXPECT_EQ(said.front(), '{');
}

TEST(Conclude, FailsWherePlotsWereAskedForAndNoPageCameOut) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "report.html" / "in the way");
  const auto [code, said] = concluded(run_of_one_claim(), folder, {.json = false, .quiet = false, .plots = true});
  EXPECT_NE(code, done);
  EXPECT_EQ(said.find("report:"), std::string::npos) << "there is none";
}

TEST(CheckFailOn, AcceptsEveryVerdict) {
  EXPECT_NO_THROW(check_fail_on({"holds", "refuted", "depends", "inconclusive", "invalid"}));
}

TEST(CheckFailOn, RefusesAnotherWordWithTheNearestVerdict) {
  try {
    check_fail_on({"holds", "invlaid"});
    FAIL() << "accepted";
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("--fail-on invlaid: no such verdict; did you mean 'invalid'?"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace memlore::app
