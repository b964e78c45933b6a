#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "harness/system/files/descriptor.h"

namespace memlore::system {

/// A log for the output of several processes. It does not grow past a limit, whatever they print.
class BoundedLog {
 public:
  static constexpr std::uintmax_t usual_limit_bytes = std::uintmax_t{1} << 20;

  /// Opens the file to append to, and creates it where there is none; an empty path drops everything. Throws InputError
  /// where it cannot be opened.
  explicit BoundedLog(const std::filesystem::path& path, std::uintmax_t limit_bytes = usual_limit_bytes);

  /// Appends as much as there is room for. The rest is dropped, and the log says so once.
  void append(std::string_view text) const;

 private:
  Descriptor file_;
  std::uintmax_t limit_bytes_;
};

}  // namespace memlore::system
