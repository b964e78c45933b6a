#pragma once

// What the value of an option may be. The parser's own conversions take 010 for 8 and 0x1f for 31, clip what is out of
// range, and repeat a word of any length in their message.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace memlore::app {

/// For Option::transform: a whole number in decimal digits. It changes nothing but zeros in front.
CLI::Validator whole_number(std::uint64_t least, std::uint64_t most);

/// For Option::check: a decimal number.
CLI::Validator number(double least, double most);

/// For Option::check: any word that is not empty. A shell's variable that is not set must not pass for the default.
CLI::Validator not_empty();

/// The words of a list at its commas. Throws InputError, with the flag, for an empty one and for one that is there
/// twice.
std::vector<std::string> split_words(std::string_view flag, std::string_view list);

}  // namespace memlore::app
