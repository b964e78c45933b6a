#pragma once

// Events that are counted together: on the PMU at the same moments or not at all, so that their counts belong together.
//
// A group has one enabled and one running time. Counts are scaled by them where the group had to share the PMU; a group
// that was never on it has no counts, and never a zero. The kernel's times run on from one start to the next, so what
// is reported is the difference between stop and start.

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/system/counters/counter_kernel.h"
#include "harness/system/counters/perf_event.h"

namespace memlore::system {

/// Why something cannot be had, with the remedy where there is one.
struct Unavailable {
  std::string reason;

  bool operator==(const Unavailable&) const = default;
};

/// The raw counts of a group, in the order of its events.
struct GroupReading {
  std::uint64_t enabled_ns = 0;
  std::uint64_t running_ns = 0;  ///< For how much of the enabled time the group was on the PMU.
  std::vector<std::uint64_t> counts;

  bool operator==(const GroupReading&) const = default;
};

/// A count scaled to the whole enabled time.
struct ScaledCount {
  double count = 0;
  std::uint64_t enabled_ns = 0;
  std::uint64_t running_ns = 0;

  bool operator==(const ScaledCount&) const = default;
};

/// Share of the enabled time that was really counted.
double running_share(const ScaledCount& count);

/// One event of a reading; unavailable where the group was never scheduled.
std::variant<ScaledCount, Unavailable> scale(const GroupReading& reading, std::size_t event);

/// Why a group could not be opened: the errno, at which event.
struct RefusedEvent {
  std::size_t event = 0;
  int error = 0;
};

/// An open group of the calling thread. Move-only owner of its descriptors.
class PerfGroup {
 public:
  static std::variant<PerfGroup, RefusedEvent> open(CounterKernel& kernel, std::span<const PerfEvent> events);

  PerfGroup(PerfGroup&& other) noexcept;
  PerfGroup& operator=(PerfGroup&& other) noexcept;
  PerfGroup(const PerfGroup&) = delete;
  PerfGroup& operator=(const PerfGroup&) = delete;
  ~PerfGroup();

  /// Starts and stops all of the group at once. What goes wrong is said by `reading`.
  void start();
  void stop();

  /// Between the last start and stop; unavailable when the kernel would not start, or answered short.
  [[nodiscard]] std::variant<GroupReading, Unavailable> reading() const;

 private:
  explicit PerfGroup(CounterKernel& kernel) : kernel_(&kernel) {}
  [[nodiscard]] std::variant<GroupReading, Unavailable> read() const;
  bool failed(int result, const char* what);

  CounterKernel* kernel_;
  std::vector<int> descriptors_;
  std::variant<GroupReading, Unavailable> at_start_;
  std::variant<GroupReading, Unavailable> at_stop_;
  std::string failure_;
};

}  // namespace memlore::system
