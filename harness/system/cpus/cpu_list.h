#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace memlore::system {

/// The CPUs of a list as the kernel writes it, `0-3,8`; sorted. Parts that are no numbers are left out, as is a stride.
std::vector<int> parse_cpu_list(std::string_view text);

/// Writes such a list, with runs as ranges.
std::string format_cpu_list(std::span<const int> sorted_cpus);

}  // namespace memlore::system
