#include "harness/system/files/file_watch.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "harness/system/files/temporary_folder.h"

namespace memlore::system {
namespace {

namespace fs = std::filesystem;

class Watching : public testing::Test {
 protected:
  void SetUp() override {
    for (const auto* each : {"one", "two"}) {
      std::ofstream(folder_ / each) << "a program";
      watch_.add(folder_ / each);
    }
  }

  TemporaryFolder folder_;
  FileWatch watch_;
};

TEST_F(Watching, SeesNothingWhereNothingHappens) { EXPECT_EQ(watch_.changed(), std::nullopt); }

TEST_F(Watching, SeesAFileThatWasReplacedByAnotherOne) {
  std::ofstream(folder_ / "new") << "a program";
  fs::last_write_time(folder_ / "new", fs::last_write_time(folder_ / "two"));
  fs::rename(folder_ / "new", folder_ / "two");
  EXPECT_EQ(watch_.changed(), folder_ / "two");
}

TEST_F(Watching, SeesAFileThatWasWrittenTo) {
  std::ofstream(folder_ / "one", std::ios::app) << "!";
  EXPECT_EQ(watch_.changed(), folder_ / "one");
}

TEST_F(Watching, SeesAFileThatIsGone) {
  fs::remove(folder_ / "one");
  EXPECT_EQ(watch_.changed(), folder_ / "one");
}

}  // namespace
}  // namespace memlore::system
