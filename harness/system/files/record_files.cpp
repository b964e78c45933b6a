#include "harness/system/files/record_files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "harness/model/text/input_error.h"

namespace memlore::system {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const char* action, const fs::path& path, const std::string& why) {
  throw InputError(fmt::format("cannot {} {}: {}", action, path.string(), why));
}

[[noreturn]] void refuse(const char* action, const fs::path& path, int error) {
  refuse(action, path, std::strerror(error));  // NOLINT(concurrency-mt-unsafe): glibc's answers per thread
}

/// Throws unless a descriptor is of a regular file.
struct stat status_of_regular(const Descriptor& file, const char* action, const fs::path& path) {
  struct stat status{};
  if (fstat(file.get(), &status) != 0) refuse(action, path, errno);
  if (S_ISDIR(status.st_mode)) refuse(action, path, "it is a folder, not a file");
  if (!S_ISREG(status.st_mode)) refuse(action, path, "it is not a regular file");
  return status;
}

fs::path folder_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

/// A new file beside `path`. Where the file system can do that, it has no name until it is whole: a process that is
/// killed while it writes leaves nothing. Elsewhere it has an unpredictable name.
class Partial {
 public:
  explicit Partial(const fs::path& path) : path_(path), folder_(folder_of(path)) {
    constexpr mode_t nobody_else = 0600;
    std::error_code error;
    // A file without a name gets one through /proc.
    if (fs::exists(own_descriptors, error))
      file_ = Descriptor(open(folder_.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, nobody_else));
    if (file_.open()) return;
    auto name = pattern();
    file_ = Descriptor(mkostemp(name.data(), O_CLOEXEC));
    if (!file_.open()) refuse("write", path, errno);
    name_ = std::move(name);
  }
  Partial(const Partial&) = delete;
  Partial& operator=(const Partial&) = delete;
  ~Partial() {
    if (!name_.empty()) unlink(name_.c_str());
  }

  [[nodiscard]] int descriptor() const { return file_.get(); }

  /// Gives the file its name; what had the name before is replaced. Returns 0 or an error number.
  int publish() {
    if (name_.empty()) {
      if (link_as(path_)) return 0;
      auto name = pattern();
      // A free name: that of a file that is removed at once.
      const Descriptor taken(mkostemp(name.data(), O_CLOEXEC));
      if (!taken.open() || unlink(name.c_str()) != 0 || !link_as(name)) return errno;
      name_ = std::move(name);
    }
    if (std::rename(name_.c_str(), path_.c_str()) != 0) return errno;
    name_.clear();
    return 0;
  }

 private:
  static constexpr const char* own_descriptors = "/proc/self/fd";

  [[nodiscard]] std::string pattern() const {
    return (folder_ / fmt::format(".{}.XXXXXX", path_.filename().string())).string();
  }
  [[nodiscard]] bool link_as(const fs::path& name) const {
    const auto self = fmt::format("{}/{}", own_descriptors, file_.get());
    return linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
  }

  fs::path path_;
  fs::path folder_;
  std::string name_{};  ///< Empty: it has none.
  Descriptor file_;
};

/// Until now only this user can read the file; the user's mask says who else may.
void make_as_readable_as_usual(int descriptor) {
  const mode_t mask = umask(0);
  umask(mask);
  constexpr mode_t readable = 0666;
  fchmod(descriptor, readable & ~mask);
}

}  // namespace

bool is_regular_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(path, error);
}

std::string read_text(const fs::path& path, std::uintmax_t offset) {
  // Without O_NONBLOCK, opening a named pipe waits for a writer.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.open()) refuse("read", path, errno);
  const auto size = static_cast<std::uintmax_t>(status_of_regular(file, "read", path).st_size);
  if (size > most_record_bytes) refuse("read", path, fmt::format("it is larger than {} bytes", most_record_bytes));
  std::string text(size > offset ? size - offset : 0, '\0');
  std::size_t done = 0;
  while (done < text.size()) {
    const auto count = pread(file.get(), text.data() + done, text.size() - done, static_cast<off_t>(offset + done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) refuse("read", path, errno);
    if (count == 0) break;  // Cut meanwhile.
    done += count;
  }
  text.resize(done);
  return text;
}

void write_text(const fs::path& path, std::string_view text) {
  Partial partial(path);
  if (const int error = write_all(partial.descriptor(), text); error != 0) refuse("write", path, error);
  make_as_readable_as_usual(partial.descriptor());
  if (fsync(partial.descriptor()) != 0) refuse("write", path, errno);
  if (const int error = partial.publish(); error != 0) refuse("write", path, error);
  sync_folder(folder_of(path));
}

Descriptor open_to_append(const fs::path& path) {
  constexpr mode_t readable = 0666;
  Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, readable));
  if (!file.open() && errno == ELOOP) refuse("write", path, "it is a symbolic link");
  if (!file.open() && errno == ENXIO) refuse("write", path, "it is not a regular file");
  if (!file.open()) refuse("write", path, errno);
  if (status_of_regular(file, "write", path).st_nlink > 1)
    refuse("write", path, "it has another name, under which its text would change, too");
  return file;
}

int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto count = write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    text.remove_prefix(count);
  }
  return 0;
}

int cut_down(int descriptor, std::uintmax_t bytes) {
  return ftruncate(descriptor, static_cast<off_t>(bytes)) == 0 ? 0 : errno;
}

void sync_folder(const fs::path& folder) {
  const Descriptor descriptor(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  // Some network file systems cannot sync a folder: what they promise is theirs to keep.
  if (!descriptor.open() || (fsync(descriptor.get()) != 0 && errno != EINVAL)) refuse("write", folder, errno);
}

}  // namespace memlore::system
