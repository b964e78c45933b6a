#include "harness/system/files/file_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "harness/model/text/input_error.h"
#include "harness/system/files/record_files.h"

namespace memlore::system {
namespace {

namespace fs = std::filesystem;

struct flock whole_file(short type) {
  return {.l_type = type, .l_whence = SEEK_SET, .l_start = 0, .l_len = 0, .l_pid = 0};
}

enum class Attempt {
  taken,
  held,  ///< By somebody else.
  lost,  ///< The file lost its name meanwhile: its holder has removed it, and a lock on it holds nobody off.
};

Attempt try_to_lock(const Descriptor& file, const fs::path& path) {
  auto lock = whole_file(F_WRLCK);
  if (fcntl(file.get(), F_OFD_SETLK, &lock) != 0) {
    if (errno == EAGAIN || errno == EACCES) return Attempt::held;
    throw InputError(fmt::format("cannot lock {}: {}", path.string(), std::strerror(errno)));
  }
  struct stat open_file{};
  struct stat named{};
  const bool same = fstat(file.get(), &open_file) == 0 && stat(path.c_str(), &named) == 0 &&
                    open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
  return same ? Attempt::taken : Attempt::lost;
}

void write_number_of_process(const Descriptor& file) {
  if (ftruncate(file.get(), 0) == 0) write_all(file.get(), fmt::format("{}\n", getpid()));
}

}  // namespace

std::optional<FileLock> FileLock::take(const fs::path& path) {
  for (;;) {
    auto file = open_to_append(path);
    const auto attempt = try_to_lock(file, path);
    if (attempt == Attempt::held) return std::nullopt;
    if (attempt == Attempt::lost) continue;
    write_number_of_process(file);
    return FileLock(std::move(file));
  }
}

std::optional<FileLock> FileLock::take_existing(const fs::path& path) {
  Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file.open() || try_to_lock(file, path) != Attempt::taken) return std::nullopt;
  return FileLock(std::move(file));
}

std::optional<std::string> FileLock::holder_of(const fs::path& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  auto lock = whole_file(F_RDLCK);
  if (!file.open() || fcntl(file.get(), F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) return std::nullopt;
  std::array<char, 16> text{};
  const auto count = read(file.get(), text.data(), text.size());
  const std::string_view written(text.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  const auto number = written.substr(0, written.find_first_not_of("0123456789"));
  return number.empty() ? "unknown" : std::string(number);
}

}  // namespace memlore::system
