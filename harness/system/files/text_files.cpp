#include "harness/system/files/text_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>
#include <utility>

namespace memlore::system {
namespace {

constexpr std::string_view blanks{" \t\r\n\f\v\0", 7};

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

std::string reason_of(int error, const std::string& path) {
  if (error == ENOENT || error == ENOTDIR) return "no " + path + " here";
  return fmt::format("{}: {}", path, std::strerror(error));
}

}  // namespace

Reading present(std::string value) { return {.value = std::move(value), .absent = {}}; }

Reading absent(std::string reason) { return {.value = std::nullopt, .absent = std::move(reason)}; }

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

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> result;
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    const auto end = std::min(text.find_first_of(blanks), text.size());
    result.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return result;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> result;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    result.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string joined(std::span<const std::string> words, std::string_view separator) {
  std::string result;
  for (const auto& word : words) {
    if (&word != &words.front()) result += separator;
    result += word;
  }
  return result;
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  text = trimmed(text);
  std::int64_t result = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), result);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return result;
}

std::optional<std::string> field_in(std::string_view text, std::string_view key, char separator) {
  for (const auto& line : lines_of(text)) {
    const auto place = line.find(separator);
    if (place == std::string::npos || trimmed(std::string_view(line).substr(0, place)) != key) continue;
    const auto value = trimmed(std::string_view(line).substr(place + 1));
    if (!value.empty()) return std::string(value);
  }
  return std::nullopt;
}

Reading field_of(const Reading& text, std::string_view key, std::string_view path, char separator) {
  if (!text.value) return text;
  if (auto value = field_in(*text.value, key, separator)) return present(std::move(*value));
  return absent(fmt::format("no '{}' in {}", key, path));
}

}  // namespace memlore::system
