#include "harness/judge/trust/false_alarms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/ratio.h"
#include "harness/stats/multiplicity.h"

namespace memlore::judge {
namespace {

/// Two copies of an arm, with the values that their ratio is estimated from.
struct Pair {
  std::size_t cell = 0;
  std::size_t processes = 0;
  std::vector<double> values;
};

std::vector<Pair> pairs_of(const Run& run, int end) {
  const Timings timings(run, end);
  std::vector<Pair> pairs;
  for (std::size_t cell = 0; cell < run.plan.cells.size(); ++cell) {
    const auto arms = static_cast<int>(run.plan.cells[cell].arms.size());
    for (int copy = 0; copy + 1 < arms; copy += 2) {
      const auto ratios = paired_ratios(timings.of_cell(static_cast<int>(cell)), copy, copy + 1);
      if (!ratios.empty()) {
        pairs.push_back({.cell = cell, .processes = ratios.size(), .values = independent_values(ratios)});
      }
    }
  }
  return pairs;
}

}  // namespace

AlarmCount& AlarmCount::operator+=(const AlarmCount& more) {
  comparisons += more.comparisons;
  without_interval += more.without_interval;
  alarms += more.alarms;
  families += more.families;
  families_alarmed += more.families_alarmed;
  distances.insert(distances.end(), more.distances.begin(), more.distances.end());
  processes += more.processes;
  return *this;
}

AlarmCounts count_alarms(const Run& run) {
  const auto& profile = run.plan.profile;
  // Any difference matters between identical arms, in either direction.
  const Claim difference{.row = {}, .sentence = {}, .contender = {}, .baseline = {}, .threshold = 1, .domain = {}};
  AlarmCounts counts;
  std::map<std::string, std::vector<double>> families;
  for (const auto& pair : pairs_of(run, std::numeric_limits<int>::max())) {
    const auto& experiment = run.plan.cells[pair.cell].experiment;
    auto& count = counts[experiment];
    const auto interval = plain_interval(pair.values, profile);
    // Too few processes that count: where nothing can be alarmed by, nothing was tried.
    if (!std::isfinite(interval.low) || !std::isfinite(interval.high)) {
      ++count.without_interval;
      continue;
    }
    ++count.comparisons;
    count.alarms += interval.low > 1 || interval.high < 1;
    count.distances.push_back(std::abs(std::log(interval.value)));
    count.processes += static_cast<int>(pair.processes);
    families[experiment].push_back(deciding_error(difference, pair.values));
  }
  for (const auto& [experiment, errors] : families) {
    auto& count = counts[experiment];
    ++count.families;
    count.families_alarmed += stats::family_p_value(errors) <= nominal_error * price_of_stopping(profile);
  }
  return counts;
}

AlarmCount total_of(const AlarmCounts& counts) {
  AlarmCount total;
  for (const auto& [experiment, count] : counts) total += count;
  return total;
}

std::vector<double> half_widths_of_pairs(const Run& run, int end) {
  std::vector<double> widths(run.plan.cells.size());
  for (const auto& pair : pairs_of(run, end)) {
    widths[pair.cell] = std::max(widths[pair.cell], half_width_of(plain_interval(pair.values, run.plan.profile)));
  }
  return widths;
}

}  // namespace memlore::judge
