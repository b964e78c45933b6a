#include "harness/app/arguments/locations.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "harness/model/text/input_error.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

TEST(DefaultBenches, StandBesideTheProgramWhateverTheWorkingFolder) {
  const auto here = fs::current_path();
  const auto before = default_benches();
  fs::current_path("/");
  const auto after = default_benches();
  fs::current_path(here);
  EXPECT_EQ(before, after);
  EXPECT_EQ(after.filename(), "memlore-benches");
  EXPECT_TRUE(fs::equivalent(after.parent_path(), fs::canonical("/proc/self/exe").parent_path()));
}

TEST(DefaultBenches, AreAskedForByNameWhereThisProgramIsNotKnown) {
  try {
    (void)default_benches("/nowhere/self/exe");
    FAIL() << "nothing is beside a program that is not known";
  } catch (const InputError& error) {
    const std::string message = error.what();
    EXPECT_TRUE(message.starts_with("/nowhere/self/exe: ")) << message;
    EXPECT_NE(message.find("name it with --benches"), std::string::npos) << message;
  }
}

TEST(BenchesOrDefault, AreTheNamedOnesWhereThereIsAName) {
  EXPECT_EQ(benches_or_default("/some/benches"), "/some/benches");
  EXPECT_EQ(benches_or_default(""), default_benches().string());
}

TEST(ResultsFolder, IsInTheSourceTreeWhateverTheWorkingFolder) {
  const auto here = fs::current_path();
  fs::current_path("/");
  const auto results = results_folder();
  fs::current_path(here);
  EXPECT_EQ(results.filename(), "results");
  EXPECT_TRUE(fs::exists(results.parent_path() / "harness" / "app")) << results;
}

}  // namespace
}  // namespace memlore::app
