#pragma once

// What was counted between identical arms, as rates; and whether one experiment's arms differ by more than their name.

#include <vector>

#include "harness/judge/trust/false_alarms.h"
#include "harness/model/conclusions/self_test.h"

namespace memlore::judge {

/// The rate with its upper bound.
Rate rate_of(int events, int trials);

/// `counts` of so many runs, with at least one comparison in them.
FalseAlarms false_alarms_of(const AlarmCounts& counts, int sessions);

/// The experiments of which more identical pairs were taken for different than a rate as promised explains: exact
/// binomial test, 5 % over all experiments (Holm). The likely cause is in the experiment: something that the
/// copies share makes one of them faster.
std::vector<ExperimentAlarms> beyond_chance(const FalseAlarms& alarms);

}  // namespace memlore::judge
