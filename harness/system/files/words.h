#pragma once

// Takes small texts apart as the kernel writes them: words, lines, numbers and fields.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memlore::system {

/// Without white space and NULs at its ends.
std::string_view trimmed(std::string_view text);
/// The words between white space.
std::vector<std::string> words_of(std::string_view text);
std::vector<std::string> lines_of(std::string_view text);
std::string joined(std::span<const std::string> words, std::string_view separator = " ");
/// The whole text as a decimal number; nothing when any of it is something else.
std::optional<std::int64_t> to_integer(std::string_view text);

/// The text behind `key` and the separator in the first line that has both, as in `model name : AMD EPYC`.
std::optional<std::string> field_in(std::string_view text, std::string_view key, char separator = ':');

}  // namespace memlore::system
