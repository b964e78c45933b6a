#pragma once

// Runs an arm until it has stopped becoming faster. What a processor learns of a loop (where it branches, which load
// needs which store) it may learn within microseconds or only after milliseconds, and a median over rounds of which the
// first half is still being learnt is a ratio of nothing.

#include <cstdint>
#include <functional>

namespace memlore::bench {

/// Stretches that may show no gain before an arm counts as warm.
inline constexpr int stretches_without_gain = 8;

/// Runs stretches of an arm, each of which returns what it took in ns, until the last eight were no faster than the
/// fastest before them by more than a hundredth, or `most_ns` are over. Returns how many it ran, at least one. The
/// fastest stands for them all because whatever disturbs a stretch makes it longer.
int warm_up(const std::function<std::int64_t()>& stretch, std::int64_t most_ns);

}  // namespace memlore::bench
