#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "harness/system/processes/child_process.h"

namespace memlore::system {

/// Runs a program to its end and returns what it wrote on standard output; nothing when it failed. `limit_seconds` ends
/// a program that hangs.
std::optional<std::string> output_of(const std::filesystem::path& program, const std::vector<std::string>& arguments,
                                     int limit_seconds, Ending* ending = nullptr);

}  // namespace memlore::system
