#include "harness/system/files/file_watch.h"

namespace memlore::system {
namespace {

bool same(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino && one.st_size == other.st_size &&
         one.st_mtim.tv_sec == other.st_mtim.tv_sec && one.st_mtim.tv_nsec == other.st_mtim.tv_nsec;
}

}  // namespace

void FileWatch::add(const std::filesystem::path& path) {
  Watched file{.path = path};
  if (stat(path.c_str(), &file.then) != 0) file.then = {};
  files_.push_back(std::move(file));
}

std::optional<std::filesystem::path> FileWatch::changed() const {
  for (const auto& each : files_) {
    struct stat now{};
    if (stat(each.path.c_str(), &now) != 0 || !same(now, each.then)) return each.path;
  }
  return std::nullopt;
}

}  // namespace memlore::system
