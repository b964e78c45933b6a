#pragma once

namespace memlore::stats {

/// One-sided upper confidence bound of a probability, from `events` in `trials` (Clopper and Pearson 1934): exact, so
/// at least the level for any truth. `level` in (0, 1); 1 for no trials or where every trial was an event.
double proportion_upper_bound(int events, int trials, double level);

/// The same from below; 0 for no trials or no event.
double proportion_lower_bound(int events, int trials, double level);

}  // namespace memlore::stats
