#pragma once

// Runs an arm until it stops becoming faster. A processor learns about a loop (where it branches, which load needs
// which store) within microseconds or only after milliseconds. A median over rounds in which one arm is still becoming
// faster describes neither state of the arm.

#include <cstdint>
#include <functional>

namespace memlore::bench {

/// Stretches without a gain after which an arm counts as warm.
inline constexpr int stretches_without_gain = 8;

/// Runs stretches of an arm, each of which returns its time in ns. Stops when none of the last eight was faster than
/// the fastest before them by more than a hundredth, or when `most_ns` are over. Returns how many it ran, at least one.
/// The fastest is the measure because a disturbance only makes a stretch longer.
int warm_up(const std::function<std::int64_t()>& stretch, std::int64_t most_ns);

}  // namespace memlore::bench
