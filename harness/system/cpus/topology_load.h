#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace memlore::system {

/// What a line of /proc/stat says, in ticks since boot.
struct ProcessorTime {
  std::int64_t total = 0;
  std::int64_t idle = 0;    ///< Waiting for I/O is idle too.
  std::int64_t stolen = 0;  ///< Runnable, but the hypervisor ran somebody else.

  bool operator==(const ProcessorTime&) const = default;
};

/// Time of all CPUs together; nothing when the text is not that of /proc/stat.
std::optional<ProcessorTime> machine_time(std::string_view stat);

/// Time of each CPU by its number.
std::map<int, ProcessorTime> cpu_times(std::string_view stat);

/// Share of the time between two texts of /proc/stat that each CPU was not idle. A CPU that is missing from either, or
/// whose counters stood still or went backwards, is missing from the result.
std::map<int, double> busy_shares(std::string_view before, std::string_view after);

}  // namespace memlore::system
