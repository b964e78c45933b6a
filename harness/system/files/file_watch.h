#pragma once

// Tells whether files are still the ones that they were. A run identifies its programs by their content once, and then
// starts them by path for up to an hour: one that is replaced meanwhile must not be measured under the old name.
// Device, file number, size and time of change of the content tell; the content itself is not read again.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace memlore::system {

/// What tells a file from another one in its place, and from itself before somebody wrote to it.
struct FileStamp {
  std::uint64_t device = 0;
  std::uint64_t number = 0;  ///< Of the file on its device.
  std::int64_t size_bytes = 0;
  std::int64_t changed_ns = 0;  ///< Last change of the content, since 1970.

  bool operator==(const FileStamp&) const = default;
};

/// The stamp of a regular file, or of the one that a link points to; nothing where there is none.
std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

class FileWatch {
 public:
  /// Remembers a file as it is now.
  void add(const std::filesystem::path& path);

  /// The first file that is gone, was replaced or was written to since it was added.
  [[nodiscard]] std::optional<std::filesystem::path> changed() const;

 private:
  struct Watched {
    std::filesystem::path path;
    std::optional<FileStamp> then;
  };

  std::vector<Watched> files_;
};

}  // namespace memlore::system
