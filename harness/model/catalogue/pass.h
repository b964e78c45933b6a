#pragma once

#include <array>
#include <string_view>

namespace memlore {

/// One kind of observation. Passes are never mixed: a process that times does not count, one that counts is not timed.
enum class Pass {
  time,       ///< Wall time of blocks.
  count,      ///< Kernel counters (perf_event_open): hardware events where there are any, software events elsewhere.
  allocate,   ///< Exact allocations, by interposed malloc and free.
  simulate,   ///< Caches and branches simulated by callgrind with a recorded geometry.
  footprint,  ///< Peak resident memory and page faults, each cell in a process of its own.
};

inline constexpr std::array all_passes{Pass::time, Pass::count, Pass::allocate, Pass::simulate, Pass::footprint};

/// The word used in records and on the command line.
constexpr std::string_view name_of(Pass pass) {
  constexpr std::array<std::string_view, 5> names{"time", "count", "allocate", "simulate", "footprint"};
  return names[static_cast<std::size_t>(pass)];
}

}  // namespace memlore
