#include "harness/system/files/file_lock.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

#include "harness/model/text/input_error.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::system {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

class Lock : public testing::Test {
 protected:
  [[nodiscard]] bool is_held() const { return FileLock::holder_of(path_).has_value(); }

  TemporaryFolder folder_;
  const std::filesystem::path path_ = folder_ / "lock";
};

TEST_F(Lock, IsHeldByOneAtATimeWhoseNumberAnyoneCanRead) {
  const auto lock = FileLock::take(path_);
  ASSERT_TRUE(lock);
  EXPECT_EQ(text_of(path_), std::to_string(getpid()) + '\n');
  EXPECT_EQ(FileLock::holder_of(path_), std::to_string(getpid()));
  EXPECT_FALSE(FileLock::take(path_));
  EXPECT_FALSE(FileLock::take_existing(path_));
  EXPECT_TRUE(is_held()) << "whoever was refused takes nothing away";
}

TEST_F(Lock, EndsWithItsObjectAndLeavesItsFile) {
  {
    const auto lock = FileLock::take(path_);
  }
  EXPECT_FALSE(is_held());
  EXPECT_TRUE(std::filesystem::exists(path_));
  EXPECT_TRUE(FileLock::take(path_));
}

TEST_F(Lock, GoesWhereItsObjectIsMoved) {
  auto lock = FileLock::take(path_);
  {
    const auto moved = std::move(lock);
    EXPECT_TRUE(is_held());
  }
  EXPECT_FALSE(is_held());
}

TEST_F(Lock, EndsWithItsProcessHoweverThatEnds) {
  const auto child = fork();
  if (child == 0) {
    const auto lock = FileLock::take(path_);
    (void)std::raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(std::filesystem::exists(path_));
  EXPECT_FALSE(is_held());
}

TEST_F(Lock, IsNotHeldByTheProgramsThatItsProcessStarts) {
  auto lock = FileLock::take(path_);
  const auto child = fork();
  if (child == 0) execlp("sleep", "sleep", "60", nullptr);
  while (std::filesystem::read_symlink("/proc/" + std::to_string(child) + "/exe").filename() ==
         std::filesystem::read_symlink("/proc/self/exe").filename())
    usleep(1000);
  lock.reset();
  EXPECT_FALSE(is_held());
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
}

TEST_F(Lock, OfAFileThatItsHolderRemovedHoldsNobodyOff) {
  const auto lock = FileLock::take(path_);
  std::filesystem::remove(path_);
  EXPECT_FALSE(FileLock::take_existing(path_));
  EXPECT_FALSE(std::filesystem::exists(path_)) << "only take() makes the file";
  EXPECT_TRUE(FileLock::take(path_));
}

TEST_F(Lock, IsOfAnUnknownProcessWhereItWroteNoNumber) {
  std::ofstream(path_) << "a word\n";
  const auto lock = FileLock::take_existing(path_);
  EXPECT_EQ(FileLock::holder_of(path_), "unknown");
}

TEST_F(Lock, IsNotTakenThroughALink) {
  std::ofstream(folder_ / "victim") << "precious";
  std::filesystem::create_symlink(folder_ / "victim", path_);
  EXPECT_THROW((void)FileLock::take(path_), InputError);
  EXPECT_FALSE(FileLock::take_existing(path_));
  EXPECT_EQ(text_of(folder_ / "victim"), "precious");
}

}  // namespace
}  // namespace memlore::system
