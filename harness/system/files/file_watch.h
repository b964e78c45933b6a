#pragma once

// Tells whether files are still the ones that they were. A run identifies its programs by their content once, and then
// starts them by path for up to an hour: one that is replaced meanwhile must not be measured under the old name.
// Device, file number, size and time of change of the content tell; the content itself is not read again.

#include <sys/stat.h>

#include <filesystem>
#include <optional>
#include <vector>

namespace memlore::system {

class FileWatch {
 public:
  /// Remembers a file as it is now.
  void add(const std::filesystem::path& path);

  /// The first file that is gone, was replaced or was written to since it was added.
  [[nodiscard]] std::optional<std::filesystem::path> changed() const;

 private:
  struct Watched {
    std::filesystem::path path;
    struct stat then{};
  };

  std::vector<Watched> files_;
};

}  // namespace memlore::system
