#pragma once

// Waits for other threads to leave the core, on this core or on another one that is as good. Rounds that are measured
// beside a neighbour do not count (judge/ratio.h), so a process that was costly to start and prepare waits instead.

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>

namespace memlore::bench {

/// What a process needs of its machine in order to wait.
struct CoreToWaitFor {
  double full_width = 0;                         ///< Of a core without neighbours. 0: not known, then nobody waits.
  std::function<std::optional<double>()> width;  ///< The width now, in the same unit, where it can be read.
  std::function<std::chrono::nanoseconds()> now;
  std::function<void()> elsewhere;  ///< Goes to another core; empty: there is none.
};

/// How a process keeps its arms warm while it waits.
struct WarmArms {
  std::function<void()> keep;   ///< Between two readings: after some milliseconds without running an arm may be slow.
  std::function<void()> again;  ///< On a core where they have not run: the whole warm-up.
};

/// How long every process may wait for a core of its own, even if it was cheap to prepare. On a busy host, neighbours
/// leave for a millisecond or two in every fifty or hundred, and a run has a hundred processes.
inline constexpr std::chrono::milliseconds least_patience{200};

/// How long a process may wait in total after it has begun `begun` of its cells and spent `preparing` on them: as long
/// as preparing took, but at least the share of these cells in `least_patience`. With all of `least_patience` available
/// at once, the first cell would use it up.
constexpr std::chrono::nanoseconds patience(int begun, int cells, std::chrono::nanoseconds preparing) {
  return std::max(std::chrono::nanoseconds(least_patience) * begun / cells, preparing);
}

class OwnCore {
 public:
  using Nanoseconds = std::chrono::nanoseconds;

  explicit OwnCore(CoreToWaitFor core);

  /// Sets how long all waits together may last, earlier ones included.
  void allow(Nanoseconds in_all) { patience_ = in_all; }

  /// Reads the width repeatedly until several readings in a row saw no neighbour, the patience ends, or nothing can be
  /// read. Returns the last reading. Goes to the next core where a neighbour stays. Arms that were warm before are warm
  /// when it returns, on any core.
  std::optional<double> wait(const WarmArms& arms);

  /// How long all waits were together.
  [[nodiscard]] Nanoseconds waited() const { return waited_; }

  /// A neighbour who computes leaves gaps that are as long as one reading. On a busy host, the core then stayed free
  /// for the 0.7 ms of a round in 2 to 18 of 100 cases after one free reading, and in 35 to 55 after a tenth of a
  /// millisecond.
  static constexpr int readings_in_a_row = 6;

  /// Shorter than the hang limit of the parent, which must not take a wait for a hang.
  static constexpr std::chrono::milliseconds longest_wait{500};

  /// On one core. Some neighbours leave a gap every few milliseconds; others stay for seconds.
  static constexpr std::chrono::milliseconds longest_stay{20};

  /// Arms that were kept warm for this long on a core are warm there.
  static constexpr std::chrono::milliseconds warming_stay{10};

 private:
  struct Stay;

  CoreToWaitFor core_;
  Nanoseconds patience_{0};
  Nanoseconds waited_{0};
};

}  // namespace memlore::bench
