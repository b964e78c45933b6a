#pragma once

#include <array>
#include <string_view>

namespace memlore {

/// What counted a figure. Counts of different sources are never one series, though they may answer one question.
enum class CounterSource {
  allocations_interposed,  ///< malloc and free, interposed: exact.
  perf_hardware,           ///< A counter of the processor, by the kernel.
  perf_software,           ///< A counter of the kernel itself.
  callgrind_host,          ///< Simulated with the caches of the machine at hand.
  callgrind_reference,     ///< Simulated with the reference geometry, the same on every machine.
  process,                 ///< The kernel's account of a process: resident memory, first-touch faults.
};

inline constexpr std::array counter_source_names{
    std::string_view("allocations_interposed"), std::string_view("perf_hardware"),
    std::string_view("perf_software"),          std::string_view("callgrind_host"),
    std::string_view("callgrind_reference"),    std::string_view("process")};

/// The word used in records.
constexpr std::string_view source_name(CounterSource source) {
  return counter_source_names[static_cast<std::size_t>(source)];
}

constexpr bool is_simulated(CounterSource source) {
  return source == CounterSource::callgrind_host || source == CounterSource::callgrind_reference;
}

}  // namespace memlore
