#pragma once

// SHA-1 tells files and machines apart; nothing depends on its strength against forgery. The Boost headers bring it,
// and a stronger hash would be one more dependency.

#include <filesystem>
#include <string>
#include <string_view>

namespace memlore::system {

/// 40 lower-case hexadecimal digits.
std::string sha1_of_text(std::string_view text);

/// Throws InputError, naming the file, when it cannot be read; MachineError where a limit is the reason (limits.h).
std::string sha1_of_file(const std::filesystem::path& path);

}  // namespace memlore::system
