#include "harness/app/console/draw.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "harness/system/files/temporary_folder.h"

namespace memlore::app {
namespace {

using system::TemporaryFolder;

TEST(Draw, SaysInOneSentenceWhyThereIsNoPage) {
  const TemporaryFolder folder;
  const auto trouble = draw(folder.path());
  EXPECT_EQ(trouble.words.find("no page: "), 0U) << trouble.words;
  EXPECT_EQ(trouble.words.find('\n'), std::string::npos) << trouble.words;
  EXPECT_NE(trouble.code, done);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "report.html"));
}

TEST(Draw, TakesNoOldPageForANewOne) {
  const TemporaryFolder folder;
  std::ofstream(folder / "report.html") << "old";
  EXPECT_NE(draw(folder.path()).code, done);
}

TEST(Draw, EndsAfterItsTime) {
  const TemporaryFolder folder;
  const auto trouble = draw(folder.path(), std::chrono::seconds(0));
  if (trouble.words.find("is gone") != std::string::npos) GTEST_SKIP() << trouble.words;
  EXPECT_EQ(trouble.words, "no page: drawing took longer than 0 s and was ended");
}

}  // namespace
}  // namespace memlore::app
