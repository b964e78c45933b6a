#pragma once

// Waits for neighbours to leave the core, here or on another core as good. What is measured beside them does not count
// (judge/ratio.h), and what a process cost to start and prepare is better spent on waiting than on rounds that do not
// count.

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>

namespace memlore::bench {

/// What a process that waits needs of its machine.
struct CoreToWaitFor {
  double full_width = 0;                         ///< 0: not known, then nobody waits.
  std::function<std::optional<double>()> width;  ///< What there is of it now, in the same unit, if it can be read.
  std::function<std::chrono::nanoseconds()> now;
  std::function<void()> elsewhere;  ///< Goes to another core; empty: there is none.
};

/// How it keeps what is about to be timed as fast as it is.
struct WarmArms {
  std::function<void()> keep;   ///< Between two readings: after some milliseconds of anything else an arm may be slow.
  std::function<void()> again;  ///< On a core that has never seen them: all that warming takes.
};

/// What every process may wait for a core of its own, however little it cost to prepare. On a busy host neighbours
/// leave for a millisecond or two every fifty or hundred; a run has a hundred processes.
inline constexpr std::chrono::milliseconds least_patience{200};

/// How long a process may wait in all, once it has begun so many of its cells and spent `preparing` on them: as long as
/// that took, but at least those cells' share of `least_patience`. Were all of it given at once, the first cell would
/// use it up.
constexpr std::chrono::nanoseconds patience(int begun, int cells, std::chrono::nanoseconds preparing) {
  return std::max(std::chrono::nanoseconds(least_patience) * begun / cells, preparing);
}

class OwnCore {
 public:
  using Nanoseconds = std::chrono::nanoseconds;

  explicit OwnCore(CoreToWaitFor core);

  /// Lets it wait so long in all, what it has waited before included.
  void allow(Nanoseconds in_all) { patience_ = in_all; }

  /// Reads the width time and again until no neighbour was there in some readings in a row or the patience is at its
  /// end, or nothing can be read; returns the last reading. A neighbour who stays is left for the next core. Warm arms
  /// are warm when it returns, wherever that is.
  std::optional<double> wait(const WarmArms& arms);

  /// How long all waits were together.
  [[nodiscard]] Nanoseconds waited() const { return waited_; }

  /// A neighbour who computes leaves gaps in which one reading fits: after one on a busy host the core was one's own
  /// for the 0.7 ms of a round in 2 to 18 of 100 cases, after a tenth of a millisecond in 35 to 55.
  static constexpr int readings_in_a_row = 6;

  /// Whoever watches this process must not take a wait for a hang.
  static constexpr std::chrono::milliseconds longest_wait{500};

  /// On one core. Neighbours come in two kinds: those that leave a gap every few milliseconds, and those that are there
  /// for seconds.
  static constexpr std::chrono::milliseconds longest_stay{20};

  /// After so much of a stay arms that were kept warm in it are.
  static constexpr std::chrono::milliseconds warming_stay{10};

 private:
  struct Stay;

  CoreToWaitFor core_;
  Nanoseconds patience_{0};
  Nanoseconds waited_{0};
};

}  // namespace memlore::bench
