#include "harness/app/locations.h"

#include <gtest/gtest.h>

#include <filesystem>

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
