#include "harness/judge/alarm_rates.h"

#include <cmath>

#include "harness/stats/median.h"
#include "harness/stats/proportion.h"

namespace memlore::judge {
namespace {

constexpr double bound_level = 0.95;

double apart(const std::vector<double>& distances, double share) {
  return distances.empty() ? 1 : std::exp(stats::quantile(distances, share));
}

}  // namespace

Rate rate_of(int events, int trials) {
  return {.events = events,
          .trials = trials,
          .share = trials == 0 ? 0 : static_cast<double>(events) / trials,
          .upper_bound = stats::proportion_upper_bound(events, trials, bound_level)};
}

FalseAlarms false_alarms_of(const AlarmCounts& counts, int sessions) {
  const auto all = total_of(counts);
  FalseAlarms alarms{.comparisons = rate_of(all.alarms, all.comparisons),
                     .without_interval = all.without_interval,
                     .families = rate_of(all.families_alarmed, all.families),
                     .median_ratio = apart(all.distances, 0.5),
                     .high_ratio = apart(all.distances, 0.95),
                     .invocations = static_cast<double>(all.invocations) / all.comparisons,
                     .sessions = sessions,
                     .experiments = {}};
  for (const auto& [experiment, count] : counts) {
    alarms.experiments.push_back({.experiment = experiment,
                                  .comparisons = rate_of(count.alarms, count.comparisons),
                                  .families = rate_of(count.families_alarmed, count.families),
                                  .high_ratio = apart(count.distances, 0.95)});
  }
  return alarms;
}

std::vector<ExperimentAlarms> beyond_chance(const FalseAlarms& alarms) {
  std::vector<ExperimentAlarms> beyond;
  for (const auto& each : alarms.experiments) {
    const double level = 1 - (1 - bound_level) / static_cast<double>(alarms.experiments.size());
    const auto& found = each.comparisons;
    const double at_least = stats::proportion_lower_bound(found.events, found.trials, level);
    if (at_least > promised_false_alarms) beyond.push_back(each);
  }
  return beyond;
}

}  // namespace memlore::judge
