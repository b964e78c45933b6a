#include "harness/app/draw.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "harness/run/temporary_folder.h"

namespace memlore::app {
namespace {

using run::TemporaryFolder;

TEST(Draw, SaysInOneSentenceWhyThereAreNoFigures) {
  const TemporaryFolder folder;
  const auto trouble = draw(folder.path());
  EXPECT_EQ(trouble.find("no figures: "), 0U) << trouble;
  EXPECT_EQ(trouble.find('\n'), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "report.html"));
}

TEST(Draw, KeepsTheLogOfAFailure) {
  const TemporaryFolder folder;
  const auto trouble = draw(folder.path());
  if (trouble.find("is gone") != std::string::npos) GTEST_SKIP() << trouble;
  const auto log = folder.path() / "plots.log";
  EXPECT_NE(trouble.find(log.string()), std::string::npos) << trouble;
  EXPECT_GT(std::filesystem::file_size(log), 0U);
}

}  // namespace
}  // namespace memlore::app
