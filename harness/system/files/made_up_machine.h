#pragma once

// For tests: a machine that exists only as files in a temporary folder.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "harness/system/files/machine_files.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::system {

class MadeUpMachine {
 public:
  void write(const std::string& path, std::string_view text) const {
    const auto file = root() / std::filesystem::path(path).relative_path();
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }

  [[nodiscard]] MachineFiles files() const { return MachineFiles(root()); }
  [[nodiscard]] const std::filesystem::path& root() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace memlore::system
