#include "harness/judge/trust/alarm_rates.h"

#include <cmath>
#include <cstddef>

#include "harness/judge/error_budget.h"
#include "harness/stats/median.h"
#include "harness/stats/multiplicity.h"
#include "harness/stats/proportion.h"

namespace memlore::judge {
namespace {

constexpr double bound_level = 0.95;
constexpr double high_share = 0.95;

double apart(const std::vector<double>& distances, double share) { return std::exp(stats::quantile(distances, share)); }

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
                     .high_ratio = apart(all.distances, high_share),
                     .processes = static_cast<double>(all.processes) / all.comparisons,
                     .sessions = sessions,
                     .experiments = {}};
  for (const auto& [experiment, count] : counts) {
    auto& each =
        alarms.experiments.emplace_back(ExperimentAlarms{.experiment = experiment,
                                                         .comparisons = rate_of(count.alarms, count.comparisons),
                                                         .families = rate_of(count.families_alarmed, count.families),
                                                         .high_ratio = {}});
    if (!count.distances.empty()) each.high_ratio = apart(count.distances, high_share);
  }
  return alarms;
}

std::vector<ExperimentAlarms> beyond_chance(const FalseAlarms& alarms) {
  std::vector<double> p_values;
  for (const auto& each : alarms.experiments) {
    const auto& found = each.comparisons;
    p_values.push_back(stats::proportion_p_value(found.events, found.trials, promised_false_alarms));
  }
  const auto granted = stats::holm_errors(p_values, nominal_error);
  std::vector<ExperimentAlarms> beyond;
  for (std::size_t i = 0; i < p_values.size(); ++i) {
    if (p_values[i] <= granted[i]) beyond.push_back(alarms.experiments[i]);
  }
  return beyond;
}

}  // namespace memlore::judge
