#include "harness/system/files/file_watch.h"

#include <sys/stat.h>

namespace memlore::system {

std::optional<FileStamp> stamp_of(const std::filesystem::path& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
  return FileStamp{.device = status.st_dev,
                   .number = status.st_ino,
                   .size_bytes = status.st_size,
                   .changed_ns = status.st_mtim.tv_sec * nanoseconds_per_second + status.st_mtim.tv_nsec};
}

void FileWatch::add(const std::filesystem::path& path) { files_.push_back({.path = path, .then = stamp_of(path)}); }

std::optional<std::filesystem::path> FileWatch::changed() const {
  for (const auto& each : files_) {
    const auto now = stamp_of(each.path);
    if (!now || now != each.then) return each.path;
  }
  return std::nullopt;
}

}  // namespace memlore::system
