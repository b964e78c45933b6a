#pragma once

namespace memlore::stats {

/// One-sided upper confidence bound of a probability, from `events` in `trials` (Clopper and Pearson 1934): exact, so
/// at least the level for any truth. `level` in (0, 1); 1 for no trials or where every trial was an event.
double proportion_upper_bound(int events, int trials, double level);

/// How likely so many events and more are where each trial is one with this probability in (0, 1): the exact test of
/// whether it is larger. 1 for no event.
double proportion_p_value(int events, int trials, double probability);

}  // namespace memlore::stats
