#pragma once

// For tests: runs executed with workers of shell script.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "harness/run/execute.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::run {

using system::TemporaryFolder;

/// A program beside the run: the checkout may have lost the mode of the file in testdata.
inline std::filesystem::path program(const TemporaryFolder& folder, const std::string& name) {
  const auto path = folder / name;
  std::filesystem::copy_file(std::filesystem::path(MEMLORE_TESTDATA) / (name + ".sh"), path,
                             std::filesystem::copy_options::overwrite_existing);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

class Executing : public testing::Test {
 protected:
  Executing()
      : workers_{.layouts = {program(programs_, "fake_benches")},
                 .allocations = programs_ / "made-up.so",
                 .valgrind = program(programs_, "fake_valgrind")} {}

  /// Does as a new process of memlore would. (The loader warns that the library is not there, and goes on.)
  memlore::Run go_on() {
    std::filesystem::create_directory(scratch());
    Dispatcher dispatcher(workers_, {}, allowed_, geometry_, scratch());
    return execute(dispatcher, {.folder = folder_.path(),
                                .silence = silence_,
                                .half_widths = half_widths_,
                                .show = show_,
                                .interrupted = interrupted_,
                                .now = [this] { return now(); }});
  }

  memlore::Run execute_all(const memlore::Run& run) {
    Journal::begin(journal_in(folder_.path()), run);
    return go_on();
  }

  /// A clock that moves by a second with every process that is done.
  [[nodiscard]] std::chrono::steady_clock::time_point now() const {
    const auto text = journal();
    int done = 0;
    for (auto at = text.find(R"({"usage")"); at != std::string::npos; at = text.find(R"({"usage")", at + 1)) ++done;
    return std::chrono::steady_clock::time_point{} + std::chrono::seconds(done);
  }

  [[nodiscard]] std::filesystem::path scratch() const { return folder_ / "scratch"; }

  [[nodiscard]] std::string journal() const {
    std::ifstream file(journal_in(folder_.path()));
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TemporaryFolder programs_;
  TemporaryFolder folder_;
  Workers workers_;
  std::vector<int> allowed_{0};
  std::optional<Geometry> geometry_;
  std::chrono::milliseconds silence_ = std::chrono::seconds(60);
  std::function<std::vector<double>(const memlore::Run&, int)> half_widths_;
  std::function<void(const Status&)> show_ = [](const Status&) {};
  std::function<bool()> interrupted_ = [] { return false; };
};

/// Process, cell, arm and round of every block; a block that is there twice is a failure.
inline std::set<std::tuple<int, int, int, int>> blocks_of(const memlore::Run& run) {
  std::set<std::tuple<int, int, int, int>> result;
  for (const auto& series : run.series) {
    for (const auto& block : series.blocks) {
      EXPECT_TRUE(result.insert({series.process, series.cell, series.arm, block.round}).second)
          << "a block was repeated";
    }
  }
  return result;
}

/// Pass, cell, arm and repeat of every observation; an observation that is there twice is a failure.
inline std::set<std::tuple<Pass, int, int, int>> observations_of(const memlore::Run& run) {
  std::set<std::tuple<Pass, int, int, int>> result;
  for (const auto& each : run.observations) {
    EXPECT_TRUE(result.insert({each.pass, each.cell, each.arm, each.repeat}).second) << "an observation was repeated";
  }
  return result;
}

inline std::size_t observations_of(const memlore::Run& run, Pass pass) {
  return static_cast<std::size_t>(std::ranges::count(run.observations, pass, &Observation::pass));
}

}  // namespace memlore::run
