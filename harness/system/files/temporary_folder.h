#pragma once

// A folder in the place for temporary files that is removed with the object.

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>

#include "harness/model/text/input_error.h"

namespace memlore::system {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::error_code error;
    const auto folder = std::filesystem::temp_directory_path(error);
    if (error) throw MachineError("there is no folder for temporary files (TMPDIR): " + error.message());
    auto name = (folder / "memlore-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw MachineError("cannot make a folder in " + folder.string() + ": " + std::strerror(errno));
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace memlore::system
