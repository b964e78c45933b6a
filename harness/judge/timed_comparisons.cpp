#include "harness/judge/timed_comparisons.h"

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

const Cell& cell_at(const Run& run, int index) { return run.plan.cells[static_cast<std::size_t>(index)]; }

const Hypothesis& hypothesis_of(const Run& run, const TimedQuestion& question) {
  return run.experiments[static_cast<std::size_t>(question.claim)]
      .hypotheses[static_cast<std::size_t>(question.hypothesis)];
}

/// The interval called 95 %.
Estimate plain_interval(const Run& run, const std::vector<double>& values) {
  return ratio_intervals(values, nominal_error * price_of_stopping(run.plan.profile)).ratio;
}

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

std::vector<Warning> warnings_of(const Run& run, const Timings& timings, const TimedQuestion& question,
                                 const Estimate& plain) {
  auto warnings = warnings_about_ratios(question.processes);
  for (auto&& more :
       {warnings_about_blocks(timings.of_cell(question.cell), std::array{question.contender, question.baseline}),
        warnings_about_precision(half_width_of(plain), run.plan.profile)}) {
    warnings.insert(warnings.end(), more.begin(), more.end());
  }
  return warnings;
}

/// Of an operation, over the rounds and processes that the ratio is of: a row whose times say something else than its
/// ratio is a riddle.
double median_time(const std::vector<ProcessRatios>& counted, double ProcessRatios::* iteration_ns,
                   const PlannedArm& arm) {
  std::vector<double> times;
  for (const auto& each : counted) times.push_back(each.*iteration_ns / static_cast<double>(arm.operations));
  return stats::median(times);
}

}  // namespace

int arm_index(const Cell& cell, const std::string& name) {
  for (std::size_t i = 0; i < cell.arms.size(); ++i) {
    const auto& arm = cell.arms[i];
    if (arm.name == name && arm.copy == 0 && arm.iterations > 0) return static_cast<int>(i);
  }
  return -1;
}

std::vector<TimedQuestion> timed_questions(const Run& run, const Timings& timings) {
  std::vector<TimedQuestion> questions;
  for (int claim = 0; claim < std::ssize(run.experiments); ++claim) {
    const auto& experiment = run.experiments[static_cast<std::size_t>(claim)];
    for (int index = 0; index < std::ssize(experiment.hypotheses); ++index) {
      const auto& hypothesis = experiment.hypotheses[static_cast<std::size_t>(index)];
      if (hypothesis.metric != Metric::time_per_op) continue;
      for (int cell = 0; cell < std::ssize(run.plan.cells); ++cell) {
        const auto& planned = cell_at(run, cell);
        if (planned.experiment != experiment.id) continue;
        const int contender = arm_index(planned, hypothesis.contender);
        const int baseline = arm_index(planned, hypothesis.baseline);
        if (contender < 0 || baseline < 0) continue;
        auto processes = paired_ratios(timings.of_cell(cell), contender, baseline);
        auto values = independent_values(processes);
        questions.push_back({.claim = claim,
                             .hypothesis = index,
                             .cell = cell,
                             .contender = contender,
                             .baseline = baseline,
                             .processes = std::move(processes),
                             .values = std::move(values)});
      }
    }
  }
  return questions;
}

Comparison answer(const Grounds& grounds, const TimedQuestion& question, double error) {
  const auto& run = grounds.run;
  const auto& point = cell_at(run, question.cell).point;
  if (question.values.empty()) return not_measured(point, "not_measured", "no round has a block of both arms");
  const auto& hypothesis = hypothesis_of(run, question);
  const auto plain = plain_interval(run, question.values);
  auto intervals = ratio_intervals(question.values, error);
  const auto counted = that_count(question.processes);
  intervals.ratio.n = static_cast<int>(counted.size());
  intervals.ratio.warnings = warnings_of(run, grounds.timings, question, plain);
  auto comparison =
      compare_estimate(hypothesis, point, intervals, floor_for(grounds.own_floor, grounds.floor, half_width_of(plain)));
  // People count processes: that several of one layout make one value, and that some do not count, is said beside it.
  comparison.estimate.n = static_cast<int>(question.processes.size());
  comparison.low_95 = plain.low;
  comparison.high_95 = plain.high;
  comparison.error = std::min(1.0, deciding_error(hypothesis, question.values) / price_of_stopping(run.plan.profile));
  const auto& arms = cell_at(run, question.cell).arms;
  comparison.contender =
      median_time(counted, &ProcessRatios::contender_ns, arms[static_cast<std::size_t>(question.contender)]);
  comparison.baseline =
      median_time(counted, &ProcessRatios::baseline_ns, arms[static_cast<std::size_t>(question.baseline)]);
  comparison.spread = spread_of(counted);
  comparison.rounds = count_rounds(counted);
  comparison.slowed = static_cast<int>(question.processes.size() - counted.size());
  return comparison;
}

std::vector<double> half_widths(const Run& run, int end) {
  std::vector<double> widths(run.plan.cells.size());
  const Timings timings(run, end);
  for (const auto& question : timed_questions(run, timings)) {
    auto& width = widths[static_cast<std::size_t>(question.cell)];
    const double own = question.values.empty() ? std::numeric_limits<double>::infinity()
                                               : half_width_of(plain_interval(run, question.values));
    width = std::max(width, own);
  }
  return widths;
}

}  // namespace memlore::judge
