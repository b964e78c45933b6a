#pragma once

// Kernel counters of the calling thread by perf_event_open(2), one event at a time.
//
// One event at a time is never multiplexed against another of ours and cannot exceed what the PMU has counters for; it
// costs a repetition of the kernel for each event, which a pass that does not time can afford. User mode only.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/model/metric.h"

namespace memlore::system {

/// Why something cannot be had, with the remedy where there is one.
struct Unavailable {
  std::string reason;

  bool operator==(const Unavailable&) const = default;
};

/// An event and the metric that it gives.
struct PerfEventSpec {
  Metric metric;
  std::uint32_t type;  ///< PERF_TYPE_HARDWARE or PERF_TYPE_SOFTWARE.
  std::uint64_t config;
  std::string name;  ///< The kernel's name of it.
  bool hardware;
};

/// The events that the count pass asks for.
const std::vector<PerfEventSpec>& counted_events();

/// A reading: the raw count and for how much of the enabled time the event was on the PMU.
struct PerfReading {
  std::uint64_t count = 0;
  std::uint64_t enabled_ns = 0;
  std::uint64_t running_ns = 0;

  bool operator==(const PerfReading&) const = default;
};

/// The count scaled to the whole enabled time, with the share that was really counted. An event that was never
/// scheduled is unavailable, not zero.
struct ScaledCount {
  double count = 0;
  double running_share = 1;

  bool operator==(const ScaledCount&) const = default;
};
std::variant<ScaledCount, Unavailable> scale(const PerfReading& reading);

/// What an errno of perf_event_open means to a person, with the remedy. `pmu_counts`: another hardware event could be
/// opened, so that a missing one is missing from the PMU and not with it.
std::string explain_perf_error(int error, const PerfEventSpec& spec, std::optional<int> paranoid, bool pmu_counts);

/// One open event of the calling thread. Move-only owner of its file descriptor.
class PerfEvent {
 public:
  static std::variant<PerfEvent, Unavailable> open(const PerfEventSpec& spec);

  PerfEvent(PerfEvent&& other) noexcept;
  PerfEvent& operator=(PerfEvent&& other) noexcept;
  PerfEvent(const PerfEvent&) = delete;
  PerfEvent& operator=(const PerfEvent&) = delete;
  ~PerfEvent();

  /// Resets and enables.
  void start() const;

  /// Disables.
  void stop() const;

  /// What was counted between start and stop; unavailable on a short read.
  [[nodiscard]] std::variant<PerfReading, Unavailable> read() const;

 private:
  explicit PerfEvent(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace memlore::system
