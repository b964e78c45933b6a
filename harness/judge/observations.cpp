#include "harness/judge/observations.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "harness/judge/trust/known_answers.h"
#include "harness/model/text/printable.h"

namespace memlore::judge {
namespace {

constexpr double fully_scheduled = 0.99;

/// One process observed it once: exact metrics have no error, the others no interval.
Estimate estimate_of(const Observation& observation) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  const double value = *observation.value;
  const bool exact = traits_of(observation.metric).exact && observation.pass != Pass::count;
  Estimate estimate{.value = value,
                    .low = exact ? value : -unbounded,
                    .high = exact ? value : unbounded,
                    .level = exact ? 1.0 : 0.0,
                    .n = 1,
                    .warnings = {}};
  if (observation.running_share < fully_scheduled) {
    estimate.warnings.push_back({"multiplexed", fmt::format("counted {} % of the time and scaled",
                                                            decimal(100 * observation.running_share, 0))});
  }
  return estimate;
}

}  // namespace

// Of an arm that was observed again after an interruption the last observation stands.
Observations::Observations(const Run& run) : answers_(run.answers) {
  for (const auto& each : run.observations) {
    by_key_[{each.cell, each.arm, each.metric, each.counter, each.event}] = &each;
  }
}

/// Why an observation is not used though it has a value; empty when it is.
std::string Observations::discredited(const Observation& observation) const {
  const auto* wrong = observation.value ? wrong_answer(answers_, observation) : nullptr;
  return wrong != nullptr ? fmt::format("this source failed its self-test ({})", wrong->reason) : std::string();
}

std::optional<double> Observations::value(int cell, int arm, Metric metric) const {
  for (const auto counter :
       {CounterSource::perf_hardware, CounterSource::perf_software, CounterSource::allocations_interposed,
        CounterSource::callgrind_host, CounterSource::callgrind_reference, CounterSource::process}) {
    if (const auto found = value(cell, arm, metric, counter)) return found;
  }
  return std::nullopt;
}

std::optional<double> Observations::value(int cell, int arm, Metric metric, CounterSource counter) const {
  for (auto each = by_key_.lower_bound({cell, arm, metric, counter, {}}); each != by_key_.end(); ++each) {
    const auto& [key_cell, key_arm, key_metric, key_counter, event] = each->first;
    if (key_cell != cell || key_arm != arm || key_metric != metric || key_counter != counter) break;
    if (each->second->value && discredited(*each->second).empty()) return each->second->value;
  }
  return std::nullopt;
}

void Observations::summarise(int cell, int arm, const Cell& planned, std::vector<Summary>& out) const {
  const auto begin = by_key_.lower_bound({cell, arm, Metric{}, CounterSource{}, {}});
  for (auto each = begin; each != by_key_.end(); ++each) {
    const auto& [key_cell, key_arm, metric, counter, event] = each->first;
    if (key_cell != cell || key_arm != arm) break;
    const auto& observation = *each->second;
    Summary summary{.point = planned.point,
                    .arm = planned.arms[static_cast<std::size_t>(arm)].name,
                    .metric = metric,
                    .estimate = {},
                    .source = observation.source,
                    .unavailable = observation.unavailable,
                    .counter = counter,
                    .resolution = observation.resolution};
    if (auto reason = discredited(observation); !reason.empty()) {
      summary.unavailable = std::move(reason);
    } else if (observation.value) {
      summary.estimate = estimate_of(observation);
    }
    out.push_back(std::move(summary));
  }
}

}  // namespace memlore::judge
