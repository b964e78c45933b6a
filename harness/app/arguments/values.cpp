#include "harness/app/arguments/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <system_error>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::app {
namespace {

/// The number that is the whole of a text.
template <class Number>
std::optional<Number> parsed(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

CLI::Validator whole_number(std::uint64_t least, std::uint64_t most) {
  const auto convert = [least, most](std::string& text) -> std::string {
    const auto value = parsed<std::uint64_t>(text);
    if (!value || *value < least || *value > most) {
      return fmt::format("'{}' is not a whole number from {} to {}", printable(text), least, most);
    }
    text = fmt::format("{}", *value);  // Digits behind a zero would be read as octal ones.
    return {};
  };
  const bool any = most == std::numeric_limits<std::uint64_t>::max();
  return {convert, any ? std::string() : fmt::format("from {} to {}", least, most)};
}

CLI::Validator number(double least, double most) {
  const auto check = [least, most](std::string& text) -> std::string {
    const auto value = parsed<double>(text);
    if (value && *value >= least && *value <= most) return {};  // What is no number (nan) is in no range.
    return fmt::format("'{}' is not a number from {} to {}", printable(text), least, most);
  };
  return {check, fmt::format("from {} to {}", least, most)};
}

CLI::Validator not_empty() {
  return {[](std::string& text) { return text.empty() ? std::string("the value is empty") : std::string(); },
          std::string()};
}

std::vector<std::string> split_words(std::string_view flag, std::string_view list) {
  std::vector<std::string> words(1);
  for (const char each : list) {
    if (each == ',') {
      words.emplace_back();
    } else {
      words.back() += each;
    }
  }
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (word->empty()) {
      throw InputError(
          fmt::format("{} '{}': an empty word; words are separated by single commas", flag, printable(list)));
    }
    if (std::find(words.begin(), word, *word) != word)
      throw InputError(fmt::format("{} '{}': {} is there twice", flag, printable(list), printable(*word)));
  }
  return words;
}

}  // namespace memlore::app
