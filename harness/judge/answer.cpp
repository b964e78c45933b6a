#include "harness/judge/answer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/noise_floor.h"
#include "harness/judge/warnings.h"
#include "harness/stats/median.h"
#include "harness/stats/variance_components.h"

namespace memlore::judge {
namespace {

Spread spread_of(const std::vector<ProcessRatios>& processes) {
  std::vector<stats::Replicate> replicates;
  for (const auto& each : processes) replicates.push_back({.layout = each.layout, .rounds = each.rounds});
  const auto components = stats::variance_components(replicates);
  Spread spread{.layout = components.layout,
                .process = components.process,
                .round = components.round,
                .dominant = {},
                .layouts = layouts_of(processes)};
  double most = 0;
  auto consider = [&](std::optional<double> deviation, const char* name) {
    if (deviation.value_or(0) <= most) return;
    most = *deviation;
    spread.dominant = name;
  };
  consider(components.layout, "layout");
  consider(components.process, "process");
  consider(components.round, "round");
  return spread;
}

RoundCount count_rounds(const std::vector<ProcessRatios>& processes) {
  RoundCount count;
  for (const auto& each : processes) {
    count.set_aside += each.set_aside;
    count.measured += each.set_aside + static_cast<int>(each.rounds.size());
  }
  return count;
}

std::vector<Warning> warnings_of(const Evidence& evidence, const Question& question, const Estimate& plain) {
  auto warnings = warnings_about_ratios(question.processes);
  for (auto&& more : {warnings_about_blocks(evidence.timings.of_cell(question.cell),
                                            std::array{question.contender, question.baseline}),
                      warnings_about_precision(half_width_of(plain), evidence.run.plan.profile)}) {
    warnings.insert(warnings.end(), more.begin(), more.end());
  }
  return warnings;
}

/// Of an operation, over the rounds and processes that the ratio is of: a row whose times say something else than its
/// ratio is a riddle.
double median_time(const std::vector<ProcessRatios>& counting, double ProcessRatios::* iteration_ns,
                   const PlannedArm& arm) {
  std::vector<double> times;
  for (const auto& each : counting) times.push_back(each.*iteration_ns / static_cast<double>(arm.operations));
  return stats::median(times);
}

Comparison answer_about_time(const Evidence& evidence, const Question& question, double error) {
  const auto& run = evidence.run;
  const auto& cell = cell_of(run, question);
  const auto plain = plain_interval(question.values, run.plan.profile);
  auto intervals = ratio_intervals(question.values, error);
  intervals.ratio.warnings = warnings_of(evidence, question, plain);
  const double floor = noise_floor_of(half_width_of(plain), evidence.own_floor, evidence.run_floor);
  auto comparison = compare_estimate(claim_of(run, question), cell.point, intervals, floor);
  // People count processes: that several of one layout make one value, and that some do not count, is said beside it.
  const auto counting = without_slowed(question.processes);
  comparison.estimate.n = static_cast<int>(question.processes.size());
  comparison.low_95 = plain.low;
  comparison.high_95 = plain.high;
  comparison.contender =
      median_time(counting, &ProcessRatios::contender_ns, cell.arms[static_cast<std::size_t>(question.contender)]);
  comparison.baseline =
      median_time(counting, &ProcessRatios::baseline_ns, cell.arms[static_cast<std::size_t>(question.baseline)]);
  comparison.spread = spread_of(counting);
  comparison.rounds = count_rounds(counting);
  comparison.slowed = static_cast<int>(question.processes.size() - counting.size());
  return comparison;
}

/// Fresh processes share nothing that controls would show, so no floor is needed.
Comparison answer_about_repeats(const Evidence& evidence, const Question& question, double error) {
  const auto& run = evidence.run;
  const auto& claim = claim_of(run, question);
  const auto plain = plain_interval(question.values, run.plan.profile);
  auto comparison = compare_estimate(claim, cell_of(run, question).point, ratio_intervals(question.values, error), 1);
  comparison.low_95 = plain.low;
  comparison.high_95 = plain.high;
  std::vector<double> contender;
  std::vector<double> baseline;
  for (const auto& pair :
       evidence.observations.repeats(question.cell, question.contender, question.baseline, claim.metric)) {
    contender.push_back(pair.contender);
    if (pair.baseline) baseline.push_back(*pair.baseline);
  }
  comparison.contender = stats::median(contender);
  if (!baseline.empty()) comparison.baseline = stats::median(baseline);
  return comparison;
}

std::optional<double> size_of(const Experiment& experiment, const std::string& arm) {
  const auto found = std::ranges::find(experiment.arms, arm, &Arm::name);
  if (found == experiment.arms.end() || found->layouts.empty()) return std::nullopt;
  return static_cast<double>(found->layouts.front().size_bytes);
}

}  // namespace

Comparison answer(const Evidence& evidence, const Question& question, double error) {
  const auto& claim = claim_of(evidence.run, question);
  if (question.values.empty())
    return not_measured(cell_of(evidence.run, question).point, "no round has a block of both arms");
  auto comparison = claim.metric == Metric::time_per_op ? answer_about_time(evidence, question, error)
                                                        : answer_about_repeats(evidence, question, error);
  comparison.error =
      std::min(1.0, deciding_error(claim, question.values) / price_of_stopping(evidence.run.plan.profile));
  return comparison;
}

Comparison compare_counts(const Evidence& evidence, const Claim& claim, int cell) {
  const auto& planned = evidence.run.plan.cells[static_cast<std::size_t>(cell)];
  const auto pair = evidence.observations.pair(cell, arm_index(planned, claim.contender),
                                               arm_index(planned, claim.baseline), claim.metric);
  if (!pair) return not_measured(planned.point, "no source counted both arms");
  const auto compare = is_exact(claim.metric, pair->counter) ? compare_exactly : compare_once;
  return compare(claim, planned.point, pair->contender, pair->baseline);
}

std::vector<Comparison> compare_sizes(const Experiment& experiment, const Claim& claim) {
  const auto contender = size_of(experiment, claim.contender);
  const auto baseline = size_of(experiment, claim.baseline);
  if (!contender || (!claim.baseline.empty() && !baseline)) return {};
  return {compare_exactly(claim, {}, *contender, baseline)};
}

}  // namespace memlore::judge
