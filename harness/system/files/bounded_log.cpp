#include "harness/system/files/bounded_log.h"

#include <sys/stat.h>

#include "harness/system/files/record_files.h"

namespace memlore::system {

BoundedLog::BoundedLog(const std::filesystem::path& path, std::uintmax_t limit_bytes)
    : file_(path.empty() ? Descriptor() : open_to_append(path)), limit_bytes_(limit_bytes) {}

void BoundedLog::append(std::string_view text) const {
  if (!file_.open() || text.empty()) return;
  struct stat status{};
  if (fstat(file_.get(), &status) != 0) return;
  const auto size = static_cast<std::uintmax_t>(status.st_size);
  if (size >= limit_bytes_) return;
  // A log that cannot be written is no reason to stop a measurement.
  write_all(file_.get(), text.substr(0, limit_bytes_ - size));
  if (text.size() >= limit_bytes_ - size) write_all(file_.get(), "\n[the log is full: the rest is dropped]\n");
}

}  // namespace memlore::system
