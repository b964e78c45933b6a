#include "harness/system/files/words.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace memlore::system {
namespace {

constexpr std::string_view blanks{" \t\r\n\f\v\0", 7};

}  // namespace

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

}  // namespace memlore::system
