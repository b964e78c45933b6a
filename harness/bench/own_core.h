#pragma once

// Waits for neighbours to leave the core. What is measured beside them does not count (judge/ratio.h), and what a
// process cost to start and prepare is better spent on waiting than on rounds that do not count.

#include <chrono>
#include <functional>
#include <optional>

namespace memlore::bench {

class OwnCore {
 public:
  using Nanoseconds = std::chrono::nanoseconds;

  /// For a core of that full width; 0: not known, then nobody waits. `width` reads what there is of it now, in the same
  /// unit (system/core_width.h), if it can; `now` is a clock.
  OwnCore(double full_width, std::function<std::optional<double>()> width, std::function<Nanoseconds()> now);

  /// Lets it wait so much longer in all.
  void allow(Nanoseconds more) { patience_ += more; }

  /// Reads the width time and again until no neighbour was there in some readings in a row or the patience is at its
  /// end, or nothing can be read; returns the last reading. Between readings `meanwhile` keeps warm what is about to be
  /// timed: after some milliseconds of anything else an arm may be as slow as in the beginning.
  std::optional<double> wait(const std::function<void()>& meanwhile);

  /// A neighbour who computes leaves gaps in which one reading fits: after one on a busy host the core was one's own
  /// for the 0.7 ms of a round in 2 to 18 of 100 cases, after a tenth of a millisecond in 35 to 55.
  static constexpr int readings_in_a_row = 6;

  /// Whoever watches this process must not take a wait for a hang.
  static constexpr std::chrono::milliseconds longest_wait{500};

 private:
  double full_width_;
  std::function<std::optional<double>()> width_;
  std::function<Nanoseconds()> now_;
  Nanoseconds patience_{0};
};

}  // namespace memlore::bench
