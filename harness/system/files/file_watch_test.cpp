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

TEST(StampOf, IsThatOfARegularFileAlone) {
  const TemporaryFolder folder;
  std::ofstream(folder / "file") << "text";
  fs::create_symlink(folder / "file", folder / "link");
  EXPECT_EQ(stamp_of(folder / "file").value().size_bytes, 4);
  EXPECT_EQ(stamp_of(folder / "link"), stamp_of(folder / "file"));
  EXPECT_EQ(stamp_of(folder.path()), std::nullopt);
  EXPECT_EQ(stamp_of(folder / "missing"), std::nullopt);
}

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
