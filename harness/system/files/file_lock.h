#pragma once

// A lock by which processes agree who works in a folder: a file that one of them holds, and in which it writes its
// number. The lock is of the open file (F_OFD_SETLK): it ends with the process however that ends, and unlike other
// locks of POSIX it survives the closing of another descriptor of the same file.

#include <filesystem>
#include <optional>
#include <string>

#include "harness/system/files/descriptor.h"

namespace memlore::system {

/// Holds a lock for as long as it lives. The file stays; its holder may remove it.
class FileLock {
 public:
  /// Takes the lock, and makes its file where there is none. Nothing where somebody else holds it. A link is refused.
  /// Throws InputError where the file cannot be written or locked.
  static std::optional<FileLock> take(const std::filesystem::path& path);

  /// The same of a file that is there; nothing where it is not.
  static std::optional<FileLock> take_existing(const std::filesystem::path& path);

  /// The number of the process that holds the lock, as it wrote it down, or `unknown`; nothing where nobody does.
  static std::optional<std::string> holder_of(const std::filesystem::path& path);

 private:
  explicit FileLock(Descriptor file) : file_(std::move(file)) {}

  Descriptor file_;
};

}  // namespace memlore::system
