#include "harness/system/files/machine_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string reason_of(int error, const std::string& path) {
  if (error == ENOENT || error == ENOTDIR) return "no " + path + " here";
  return fmt::format("{}: {}", path, std::strerror(error));
}

}  // namespace

Reading present(std::string value) { return {.value = std::move(value)}; }

Reading absent(std::string reason) { return {.absent = std::move(reason)}; }

std::filesystem::path MachineFiles::below_root(const std::string& path) const {
  return root_ / std::filesystem::path(path).relative_path();
}

Reading MachineFiles::read(const std::string& path) const {
  // C streams rather than ifstream: a file of sysfs can open and then fail to read, and only errno tells why.
  const File file(std::fopen(below_root(path).c_str(), "re"));
  if (!file) return absent(reason_of(errno, path));
  std::string text;
  std::array<char, 4096> buffer{};
  std::size_t size = 0;
  while ((size = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0) text.append(buffer.data(), size);
  if (std::ferror(file.get()) != 0) return absent(reason_of(errno, path));
  std::string result(trimmed(text));
  if (result.empty()) return absent(path + " is empty");
  return present(std::move(result));
}

bool MachineFiles::exists(const std::string& path) const {
  std::error_code ignored;
  return std::filesystem::exists(below_root(path), ignored);
}

std::vector<std::string> MachineFiles::names_in(const std::string& folder) const {
  std::vector<std::string> result;
  std::error_code failed;
  std::filesystem::directory_iterator entry(below_root(folder), failed);
  for (; !failed && entry != std::filesystem::directory_iterator{}; entry.increment(failed)) {
    result.push_back(entry->path().filename().string());
  }
  std::ranges::sort(result);
  return result;
}

Reading field_of(const Reading& text, std::string_view key, std::string_view path, char separator) {
  if (!text.value) return text;
  if (auto value = field_in(*text.value, key, separator)) return present(std::move(*value));
  return absent(fmt::format("no '{}' in {}", key, path));
}

}  // namespace memlore::system
