#pragma once

#include <cstdint>

namespace memlore::bench {

/// Totals of one stretch of simulated instructions. The names are callgrind's events, spelled out.
struct SimulatedCounts {
  std::int64_t instructions = 0;
  std::int64_t data_reads = 0;
  std::int64_t data_writes = 0;
  std::int64_t l1_data_misses = 0;     ///< Reads and writes.
  std::int64_t last_level_misses = 0;  ///< Data reads and writes.
  std::int64_t conditional_mispredictions = 0;
  std::int64_t indirect_mispredictions = 0;

  bool operator==(const SimulatedCounts&) const = default;
};

}  // namespace memlore::bench
