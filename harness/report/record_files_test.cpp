#include "harness/report/record_files.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "harness/model/input_error.h"

namespace memlore::report {
namespace {

namespace fs = std::filesystem;

class RecordFiles : public testing::Test {
 protected:
  void SetUp() override {
    auto name = (fs::temp_directory_path() / "memlore-report-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
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
  EXPECT_EQ(files(), 1U);
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
  fs::create_symlink("/dev/full", folder_ / "run.json.partial");
  const auto message = refusal([&] { write_text(path, "new"); });
  EXPECT_EQ(message, "cannot write " + path.string() + ": No space left on device");
  EXPECT_EQ(read_text(path), "old");
  EXPECT_EQ(files(), 1U);
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
  EXPECT_EQ(files(), 1U);
}

TEST_F(RecordFiles, AreNamedWhenTheyCannotBeRead) {
  const auto missing = folder_ / "missing.json";
  EXPECT_EQ(refusal([&] { (void)read_text(missing); }),
            "cannot read " + missing.string() + ": No such file or directory");
  EXPECT_EQ(refusal([&] { (void)read_text(folder_); }), folder_.string() + " is a folder, not a file");
}

}  // namespace
}  // namespace memlore::report
