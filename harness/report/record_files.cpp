#include "harness/report/record_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "harness/model/input_error.h"

namespace memlore::report {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) throw InputError(path.string() + " is a folder, not a file");
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  std::string text;
  file.seekg(0, std::ios::end);
  text.resize(static_cast<std::size_t>(std::max<std::streamoff>(0, file.tellg())));
  file.seekg(0);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file) throw InputError("cannot read " + path.string() + " to its end");
  return text;
}

void write_text(const fs::path& path, const std::string& text) {
  auto partial = path;
  partial += ".partial";
  errno = 0;
  {
    std::ofstream file(partial, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file) {
      const int error = errno;
      file.close();
      std::error_code ignored;
      fs::remove(partial, ignored);
      throw InputError(
          fmt::format("cannot write {}: {}", path.string(), error != 0 ? std::strerror(error) : "unknown cause"));
    }
  }
  std::error_code error;
  fs::rename(partial, path, error);
  if (error) {
    std::error_code ignored;
    fs::remove(partial, ignored);
    throw InputError(fmt::format("cannot write {}: {}", path.string(), error.message()));
  }
}

}  // namespace memlore::report
