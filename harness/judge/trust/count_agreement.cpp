#include "harness/judge/trust/count_agreement.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/judge/questions.h"

namespace memlore::judge {
namespace {

/// A question that both answer: a counter of the processor, and simulated counts that add up to the same.
struct Question {
  Metric measured;
  std::vector<Metric> simulated;
};

const std::array<Question, 3>& questions() {
  static const std::array<Question, 3> all{{
      {Metric::instructions_per_op, {Metric::instructions_per_op}},
      {Metric::cache_misses_per_op, {Metric::last_level_misses_per_op}},
      {Metric::branch_misses_per_op,
       {Metric::conditional_mispredictions_per_op, Metric::indirect_mispredictions_per_op}},
  }};
  return all;
}

std::optional<double> sum(const Observations& observations, int cell, int arm, const std::vector<Metric>& metrics,
                          CounterSource counter) {
  double total = 0;
  for (const auto metric : metrics) {
    const auto value = observations.value(cell, arm, metric, counter);
    if (!value) return std::nullopt;
    total += *value;
  }
  return total;
}

std::optional<CountedPair> pair_of(const Observations& observations, int cell, int contender, int baseline,
                                   const std::vector<Metric>& metrics, CounterSource counter) {
  const auto one = sum(observations, cell, contender, metrics, counter);
  const auto other = sum(observations, cell, baseline, metrics, counter);
  if (!one || !other) return std::nullopt;
  return CountedPair{.contender = *one, .baseline = *other, .sign = sign_of(*one, *other)};
}

const char* word_of(Sign sign) {
  constexpr std::array words{"less", "the same", "more"};
  return words.at(static_cast<std::size_t>(sign));
}

}  // namespace

Sign sign_of(double contender, double baseline) {
  const double difference = std::abs(contender - baseline);
  if (difference < least_events || difference < least_share * std::max(contender, baseline)) return Sign::same;
  return contender > baseline ? Sign::more : Sign::less;
}

std::vector<CountAgreement> count_agreements(const Observations& observations, const Cell& planned, int cell,
                                             const Claim& claim) {
  const int contender = arm_index(planned, claim.contender);
  const int baseline = arm_index(planned, claim.baseline);
  std::vector<CountAgreement> agreements;
  for (const auto& [measured, simulated] : questions()) {
    const auto hardware = pair_of(observations, cell, contender, baseline, {measured}, CounterSource::perf_hardware);
    if (!hardware) continue;
    for (const auto counter : {CounterSource::callgrind_host, CounterSource::callgrind_reference}) {
      const auto model = pair_of(observations, cell, contender, baseline, simulated, counter);
      if (!model) continue;
      agreements.push_back({.point = planned.point,
                            .metric = measured,
                            .hardware = *hardware,
                            .simulated = *model,
                            .simulator = counter,
                            .agree = hardware->sign == model->sign});
      break;  // The machine's own geometry is the one to compare with.
    }
  }
  return agreements;
}

std::vector<Warning> warnings_about_counts(std::span<const CountAgreement> counts) {
  std::vector<Warning> warnings;
  for (const auto& [measured, simulated] : questions()) {
    std::ptrdiff_t all = 0;
    std::ptrdiff_t differing = 0;
    const CountAgreement* first = nullptr;
    for (const auto& each : counts) {
      if (each.metric != measured) continue;
      ++all;
      differing += each.agree ? 0 : 1;
      if (!each.agree && first == nullptr) first = &each;
    }
    if (first == nullptr) continue;
    const auto key = first->point.key();
    warnings.push_back(
        {"counts_disagree",
         fmt::format("{}: hardware and simulation disagree at {} of {} points{}: the contender has {} by the counter, "
                     "{} simulated",
                     traits_of(measured).title, differing, all, key.empty() ? "" : ", first at " + key,
                     word_of(first->hardware.sign), word_of(first->simulated.sign))});
  }
  return warnings;
}

}  // namespace memlore::judge
