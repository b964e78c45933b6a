#include "harness/system/cpus/cpu_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/system/files/words.h"

namespace memlore::system {

std::vector<int> parse_cpu_list(std::string_view text) {
  constexpr std::int64_t most_cpus = 1 << 16;
  std::vector<int> result;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto dash = part.find('-');
    const auto first = to_integer(part.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : to_integer(part.substr(dash + 1));
    if (!first || !last || *first < 0 || *last >= most_cpus) continue;
    for (auto cpu = *first; cpu <= *last; ++cpu) result.push_back(static_cast<int>(cpu));
  }
  std::ranges::sort(result);
  result.erase(std::unique(result.begin(), result.end()), result.end());
  return result;
}

std::string format_cpu_list(std::span<const int> sorted_cpus) {
  std::string result;
  for (std::size_t i = 0; i < sorted_cpus.size();) {
    std::size_t last = i;
    while (last + 1 < sorted_cpus.size() && sorted_cpus[last + 1] == sorted_cpus[last] + 1) ++last;
    if (!result.empty()) result += ',';
    result += last == i ? fmt::format("{}", sorted_cpus[i]) : fmt::format("{}-{}", sorted_cpus[i], sorted_cpus[last]);
    i = last + 1;
  }
  return result;
}

}  // namespace memlore::system
