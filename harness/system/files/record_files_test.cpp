#include "harness/system/files/record_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "harness/model/text/input_error.h"
#include "harness/system/files/full_disk.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::system {
namespace {

namespace fs = std::filesystem;

class RecordFiles : public testing::Test {
 protected:
  [[nodiscard]] std::ptrdiff_t files() const {
    return std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator());
  }

  TemporaryFolder folder_;
};

/// The message of the InputError that an action gives; empty when it gives none.
template <class Action>
std::string refusal(const Action& action) {
  try {
    action();
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST_F(RecordFiles, AreReadAsTheyWereWritten) {
  const std::string text("line\r\n\0end without newline", 25);
  write_text(folder_ / "run.json", text);
  EXPECT_EQ(read_text(folder_ / "run.json"), text);
  write_text(folder_ / "run.json", "");
  EXPECT_EQ(read_text(folder_ / "run.json"), "");
}

TEST_F(RecordFiles, LeaveNothingBesideThem) {
  write_text(folder_ / "run.json", "old");
  write_text(folder_ / "run.json", "new");
  EXPECT_EQ(read_text(folder_ / "run.json"), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(RecordFiles, AreReplacedInOneStepSoThatAnOpenReaderKeepsTheOldText) {
  write_text(folder_ / "run.json", "old text");
  std::ifstream reader(folder_ / "run.json");
  write_text(folder_ / "run.json", "new");
  std::string text;
  std::getline(reader, text);
  EXPECT_EQ(text, "old text");
}

TEST_F(RecordFiles, StandAsTheyWereWhenTheDiskIsFull) {
  const auto path = folder_ / "run.json";
  write_text(path, "old");
  const FullDisk full(10);
  EXPECT_EQ(refusal([&] { write_text(path, "more than ten bytes"); }),
            "cannot write " + path.string() + ": File too large");
  EXPECT_EQ(read_text(path), "old");
  EXPECT_EQ(files(), 1);
}

TEST_F(RecordFiles, AreNotWrittenThroughALink) {
  write_text(folder_ / "victim", "precious");
  fs::create_symlink(folder_ / "victim", folder_ / "judgement.json");
  write_text(folder_ / "judgement.json", "new");
  EXPECT_EQ(read_text(folder_ / "victim"), "precious");
  EXPECT_FALSE(fs::is_symlink(folder_ / "judgement.json"));
  fs::create_symlink(folder_ / "victim", folder_ / "journal.jsonl");
  EXPECT_EQ(refusal([&] { (void)open_to_append(folder_ / "journal.jsonl"); }),
            "cannot write " + (folder_ / "journal.jsonl").string() + ": it is a symbolic link");
  EXPECT_EQ(read_text(folder_ / "victim"), "precious");
}

TEST_F(RecordFiles, AreNotAppendedToUnderAnotherName) {
  write_text(folder_ / "victim", "precious");
  fs::create_hard_link(folder_ / "victim", folder_ / "journal.jsonl");
  EXPECT_NE(refusal([&] { (void)open_to_append(folder_ / "journal.jsonl"); }).find("it has another name"),
            std::string::npos);
}

TEST_F(RecordFiles, ThatArePipesOrDevicesAreRefusedAtOnce) {
  const auto pipe = folder_ / "run.json";
  ASSERT_EQ(mkfifo(pipe.c_str(), 0644), 0);
  EXPECT_EQ(refusal([&] { (void)read_text(pipe); }), "cannot read " + pipe.string() + ": it is not a regular file");
  EXPECT_EQ(refusal([&] { (void)open_to_append(pipe); }),
            "cannot write " + pipe.string() + ": it is not a regular file");
  EXPECT_EQ(refusal([] { (void)read_text("/dev/zero"); }), "cannot read /dev/zero: it is not a regular file");
}

TEST_F(RecordFiles, AreReadFromAnOffsetOn) {
  write_text(folder_ / "journal.jsonl", "one two");
  EXPECT_EQ(read_text(folder_ / "journal.jsonl", 4), "two");
  EXPECT_EQ(read_text(folder_ / "journal.jsonl", 99), "");
}

TEST_F(RecordFiles, AreAsReadableAsTheMaskOfTheUserSays) {
  const auto before = umask(0027);
  write_text(folder_ / "run.json", "text");
  umask(before);
  EXPECT_EQ(fs::status(folder_ / "run.json").permissions(), fs::perms{0640});
}

TEST_F(RecordFiles, AreNamedWhenTheirFolderIsNoneOrNotThere) {
  write_text(folder_ / "file", "");
  for (const auto& path : {folder_ / "missing" / "run.json", folder_ / "file" / "run.json"}) {
    const auto message = refusal([&] { write_text(path, "text"); });
    EXPECT_TRUE(message.starts_with("cannot write " + path.string() + ": ")) << message;
  }
}

TEST_F(RecordFiles, AreNotWrittenOverAFolder) {
  fs::create_directories(folder_ / "run.json" / "inside");
  const auto message = refusal([&] { write_text(folder_ / "run.json", "text"); });
  EXPECT_TRUE(message.starts_with("cannot write " + (folder_ / "run.json").string() + ": ")) << message;
  EXPECT_EQ(files(), 1);
}

TEST_F(RecordFiles, AreNamedWhenTheyCannotBeRead) {
  const auto missing = folder_ / "missing.json";
  EXPECT_EQ(refusal([&] { (void)read_text(missing); }),
            "cannot read " + missing.string() + ": No such file or directory");
  EXPECT_EQ(refusal([&] { (void)read_text(folder_.path()); }),
            "cannot read " + folder_.path().string() + ": it is a folder, not a file");
}

}  // namespace
}  // namespace memlore::system
