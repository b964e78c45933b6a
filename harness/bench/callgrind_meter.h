#pragma once

// Simulated caches and branches of a kernel's loop, by callgrind's client requests.
//
// The worker runs under callgrind with collection controlled from here: counts are zeroed before the loop and dumped
// after it; the dump's totals are read back at once. What the loop's own start and stop cost is in each dump and
// cancels in the difference of two lengths, which is how the worker uses it.

#include <cstdint>
#include <string>

#include "harness/bench/meter.h"

namespace memlore::bench {

/// Totals of one dump. The names are callgrind's events, spelled out.
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

/// Reads `events:` and `totals:` (or `summary:`) of a dump. Throws MachineError when an event or the line is not there.
SimulatedCounts parse_callgrind_dump(const std::string& text);

class CallgrindMeter final : public Meter {
 public:
  /// `dump_prefix` is what --callgrind-out-file names; dumps are `<prefix>.1`, `<prefix>.2` …
  explicit CallgrindMeter(std::string dump_prefix) : dump_prefix_(std::move(dump_prefix)) {}

  /// False when this process does not run under valgrind, or was built without its headers.
  static bool available();

  /// Switches the simulator on and off. Off, set-up runs at a few times native speed instead of fifty; switching costs
  /// tens of milliseconds of retranslation and empties the simulated caches.
  static void simulate(bool on);

  void start() override;
  void stop() override;

  [[nodiscard]] const SimulatedCounts& counts() const { return counts_; }

 private:
  std::string dump_prefix_;
  int dumps_ = 0;
  SimulatedCounts counts_;
};

}  // namespace memlore::bench
