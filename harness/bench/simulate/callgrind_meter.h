#pragma once

// Simulated caches and branches of a kernel's loop, by callgrind's client requests.
//
// The worker runs under callgrind, and this file controls the collection: it zeroes the counts before the loop, dumps
// them after it, and reads the dump's totals at once. Each dump also holds the cost of starting and stopping; the
// worker takes the difference of two lengths, where that cost cancels. Nothing here allocates, because that would move
// what kernels allocate between two counts.

#include <string>
#include <string_view>

#include "harness/bench/simulate/simulated_counts.h"
#include "harness/bench/worker/meter.h"

namespace memlore::bench {

/// Reads `events:` and `totals:` (or `summary:`) of a dump. Throws MachineError when an event or the line is not there.
SimulatedCounts parse_callgrind_dump(std::string_view text);

class CallgrindMeter final : public Meter {
 public:
  /// `dump_prefix` is what --callgrind-out-file names; dumps are `<prefix>.1`, `<prefix>.2` …
  explicit CallgrindMeter(std::string dump_prefix);

  /// Lets another process read the dumps: a byte on `request` asks for the next one, its counts come back on `reply`.
  /// Reading a dump here would leave its text, whose length depends on paths, in the simulated caches.
  CallgrindMeter(int request, int reply) : request_(request), reply_(reply) {}

  /// False when this process does not run under valgrind, or was built without its headers.
  static bool available();

  /// Switches the simulator on and off. While it is off, set-up takes a few times its native time instead of fifty
  /// times. Switching empties the simulated caches.
  static void simulate(bool on);

  void start() override;
  void stop() override;

  /// Reads the next dump and removes it.
  SimulatedCounts take_dump();

  [[nodiscard]] const SimulatedCounts& counts() const { return counts_; }

 private:
  std::string dump_prefix_;
  int request_ = -1;
  int reply_ = -1;
  int dumps_ = 0;
  SimulatedCounts counts_;
};

}  // namespace memlore::bench
