#include "harness/judge/observations.h"

#include <fmt/format.h>

#include <array>
#include <limits>
#include <utility>

#include "harness/judge/ratio.h"
#include "harness/judge/trust/known_answers.h"
#include "harness/model/text/printable.h"

namespace memlore::judge {
namespace {

constexpr double fully_scheduled = 0.99;

/// Of repeats and of single observations that are not exact, which decide nothing by themselves.
constexpr double plain_level = 0.95;

/// In the order of preference.
constexpr std::array sources{CounterSource::perf_hardware,          CounterSource::perf_software,
                             CounterSource::allocations_interposed, CounterSource::callgrind_host,
                             CounterSource::callgrind_reference,    CounterSource::process};

Estimate estimate_of(const std::vector<double>& values, bool exact) {
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  if (exact) return {.value = values[0], .low = values[0], .high = values[0], .level = 1, .n = 1, .warnings = {}};
  if (values.size() > 1) return *estimate_median(values, plain_level);
  return {.value = values[0], .low = -unbounded, .high = unbounded, .level = 0, .n = 1, .warnings = {}};
}

}  // namespace

bool is_exact(Metric metric) { return traits_of(metric).exact; }

bool is_exact(Metric metric, CounterSource counter) {
  return is_exact(metric) && counter != CounterSource::perf_hardware && counter != CounterSource::perf_software;
}

Observations::Observations(const Run& run) : answers_(run.answers) {
  for (const auto& each : run.observations) {
    by_key_[{each.cell, each.arm, each.metric, each.counter, each.event}][each.repeat] = &each;
  }
}

std::string Observations::discredited(const Observation& observation) const {
  const auto* wrong = observation.value ? wrong_answer(answers_, observation) : nullptr;
  return wrong != nullptr ? fmt::format("this source failed its self-test ({})", wrong->reason) : std::string();
}

std::map<int, double> Observations::values(int cell, int arm, Metric metric, CounterSource counter) const {
  for (auto each = by_key_.lower_bound({cell, arm, metric, counter, {}}); each != by_key_.end(); ++each) {
    const auto& [key_cell, key_arm, key_metric, key_counter, event] = each->first;
    if (key_cell != cell || key_arm != arm || key_metric != metric || key_counter != counter) break;
    std::map<int, double> values;
    for (const auto& [repeat, observation] : each->second) {
      if (observation->value && discredited(*observation).empty()) values.emplace(repeat, *observation->value);
    }
    if (!values.empty()) return values;
  }
  return {};
}

std::vector<ObservedPair> Observations::repeats(int cell, int contender, int baseline, Metric metric) const {
  for (const auto counter : sources) {
    const auto above = values(cell, contender, metric, counter);
    const auto below = baseline < 0 ? std::map<int, double>{} : values(cell, baseline, metric, counter);
    std::vector<ObservedPair> pairs;
    for (const auto& [repeat, value] : above) {
      ObservedPair pair{.contender = value, .baseline = {}, .counter = counter};
      if (baseline >= 0) {
        const auto partner = below.find(repeat);
        if (partner == below.end()) continue;
        pair.baseline = partner->second;
      }
      pairs.push_back(pair);
    }
    if (!pairs.empty()) return pairs;
  }
  return {};
}

std::optional<ObservedPair> Observations::pair(int cell, int contender, int baseline, Metric metric) const {
  const auto pairs = repeats(cell, contender, baseline, metric);
  return pairs.empty() ? std::nullopt : std::optional(pairs.front());
}

std::optional<double> Observations::value(int cell, int arm, Metric metric, CounterSource counter) const {
  const auto all = values(cell, arm, metric, counter);
  return all.empty() ? std::nullopt : std::optional(all.begin()->second);
}

Summary Observations::summary_of(const ByRepeat& repeats) const {
  const auto& first = *repeats.begin()->second;
  Summary summary{.point = {},
                  .arm = {},
                  .metric = first.metric,
                  .estimate = {},
                  .source = first.source,
                  .unavailable = {},
                  .counter = first.counter,
                  .resolution = first.resolution};
  std::vector<double> values;
  for (const auto& [repeat, observation] : repeats) {
    if (auto reason = discredited(*observation); !reason.empty()) {
      summary.unavailable = std::move(reason);
    } else if (observation->value) {
      values.push_back(*observation->value);
    } else {
      summary.unavailable = observation->unavailable;
    }
  }
  if (values.empty()) return summary;
  summary.unavailable.clear();
  summary.estimate = estimate_of(values, is_exact(first.metric, first.counter));
  if (first.running_share < fully_scheduled) {
    summary.estimate.warnings.push_back(
        {"multiplexed", fmt::format("counted {} % of the time and scaled", decimal(100 * first.running_share, 0))});
  }
  return summary;
}

void Observations::summarise(int cell, int arm, const Cell& planned, std::vector<Summary>& out) const {
  for (auto each = by_key_.lower_bound({cell, arm, Metric{}, CounterSource{}, {}}); each != by_key_.end(); ++each) {
    const auto& [key_cell, key_arm, metric, counter, event] = each->first;
    if (key_cell != cell || key_arm != arm) break;
    auto summary = summary_of(each->second);
    summary.point = planned.point;
    summary.arm = planned.arms[static_cast<std::size_t>(arm)].name;
    out.push_back(std::move(summary));
  }
}

}  // namespace memlore::judge
