#include "harness/system/cpus/topology_load.h"

#include <algorithm>
#include <array>

#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

/// Fields: user, nice, system, idle, iowait, irq, softirq, steal. Guest time follows and is part of user already.
std::optional<ProcessorTime> time_of(const std::vector<std::string>& words) {
  constexpr std::size_t fields = 8;
  if (words.size() < fields + 1) return std::nullopt;
  std::array<std::int64_t, fields> ticks{};
  for (std::size_t i = 0; i < fields; ++i) {
    const auto value = to_integer(words[i + 1]);
    if (!value) return std::nullopt;
    ticks[i] = *value;
  }
  ProcessorTime result{.total = 0, .idle = ticks[3] + ticks[4], .stolen = ticks[7]};
  for (const auto each : ticks) result.total += each;
  return result;
}

}  // namespace

std::optional<ProcessorTime> machine_time(std::string_view stat) {
  for (const auto& line : lines_of(stat)) {
    const auto words = words_of(line);
    if (!words.empty() && words.front() == "cpu") return time_of(words);
  }
  return std::nullopt;
}

std::map<int, ProcessorTime> cpu_times(std::string_view stat) {
  std::map<int, ProcessorTime> result;
  for (const auto& line : lines_of(stat)) {
    if (!line.starts_with("cpu")) continue;
    const auto words = words_of(line);
    const auto number = to_integer(std::string_view(words.front()).substr(3));
    const auto time = time_of(words);
    if (number && time) result.emplace(static_cast<int>(*number), *time);
  }
  return result;
}

std::map<int, double> busy_shares(std::string_view before, std::string_view after) {
  std::map<int, double> result;
  const auto earlier = cpu_times(before);
  for (const auto& [cpu, later] : cpu_times(after)) {
    const auto found = earlier.find(cpu);
    if (found == earlier.end()) continue;
    const auto total = later.total - found->second.total;
    const auto idle = later.idle - found->second.idle;
    if (total <= 0 || idle < 0 || idle > total) continue;
    result[cpu] = 1.0 - static_cast<double>(idle) / static_cast<double>(total);
  }
  return result;
}

}  // namespace memlore::system
