#include "harness/judge/judge.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>

#include "harness/judge/compare.h"
#include "harness/judge/noise_floor.h"
#include "harness/judge/observations.h"
#include "harness/judge/ratio.h"
#include "harness/judge/timings.h"
#include "harness/judge/turn.h"
#include "harness/judge/verdict.h"

namespace memlore::judge {
namespace {

constexpr double plain_level = 0.95;
constexpr double family_error = 0.05;

/// All that judging one claim looks at.
struct Evidence {
  const Run& run;
  const Timings& timings;
  const Observations& observations;
  double floor = 1;        ///< Of the experiment at hand.
  std::vector<int> cells;  ///< Of the experiment at hand, in plan order.
};

const Cell& cell_of(const Evidence& evidence, int cell) {
  return evidence.run.plan.cells[static_cast<std::size_t>(cell)];
}

/// Index of an arm in a cell; -1 where it is not there, or was found to be absent when it was calibrated.
int arm_index(const Cell& cell, const std::string& name) {
  for (std::size_t i = 0; i < cell.arms.size(); ++i) {
    const auto& arm = cell.arms[i];
    if (arm.name == name && arm.copy == 0 && arm.iterations > 0) return static_cast<int>(i);
  }
  return -1;
}

Estimate exponential(Estimate estimate) {
  estimate.value = std::exp(estimate.value);
  estimate.low = std::exp(estimate.low);
  estimate.high = std::exp(estimate.high);
  return estimate;
}

Comparison compare_times(const Evidence& evidence, const Hypothesis& hypothesis, int cell_index, double level) {
  const auto& cell = cell_of(evidence, cell_index);
  const int contender = arm_index(cell, hypothesis.contender);
  const int baseline = arm_index(cell, hypothesis.baseline);
  const auto timings = evidence.timings.of_cell(cell_index);
  const auto ratios = log_ratios(timings, contender, baseline);
  if (ratios.empty()) return not_measured(cell.point, "not_measured", "no round has a block of both arms");
  auto estimate = exponential(*estimate_median(ratios, level));
  estimate.warnings = warnings_about(timings, std::array{contender, baseline}, estimate.n);
  auto comparison = compare_estimate(hypothesis, cell.point, estimate, evidence.floor);
  const auto plain = exponential(*estimate_median(ratios, plain_level));
  comparison.low_95 = plain.low;
  comparison.high_95 = plain.high;
  auto median_time = [&](int arm) {
    const auto times = times_per_operation(timings, arm, cell.arms[static_cast<std::size_t>(arm)].operations);
    return estimate_median(times, plain_level)->value;
  };
  comparison.contender = median_time(contender);
  comparison.baseline = median_time(baseline);
  return comparison;
}

Comparison compare_observations(const Evidence& evidence, const Hypothesis& hypothesis, int cell_index) {
  const auto& cell = cell_of(evidence, cell_index);
  const auto contender =
      evidence.observations.value(cell_index, arm_index(cell, hypothesis.contender), hypothesis.metric);
  if (!contender) return not_measured(cell.point, "not_measured", "the contender was not observed");
  const auto compare = traits_of(hypothesis.metric).exact ? compare_exactly : compare_once;
  if (hypothesis.baseline.empty()) return compare(hypothesis, cell.point, *contender, std::nullopt);
  const auto baseline =
      evidence.observations.value(cell_index, arm_index(cell, hypothesis.baseline), hypothesis.metric);
  if (!baseline) return not_measured(cell.point, "not_measured", "the baseline was not observed");
  return compare(hypothesis, cell.point, *contender, baseline);
}

std::optional<double> static_size(const Experiment& experiment, const std::string& arm) {
  const auto found = std::ranges::find(experiment.arms, arm, &Arm::name);
  if (found == experiment.arms.end() || found->layouts.empty()) return std::nullopt;
  return static_cast<double>(found->layouts.front().size_bytes);
}

/// Static facts have no cells: one comparison at the empty point.
std::vector<Comparison> compare_sizes(const Experiment& experiment, const Hypothesis& hypothesis) {
  const auto contender = static_size(experiment, hypothesis.contender);
  const auto baseline = static_size(experiment, hypothesis.baseline);
  if (!contender || (!hypothesis.baseline.empty() && !baseline)) return {};
  return {compare_exactly(hypothesis, {}, *contender, baseline)};
}

bool has_both_arms(const Cell& cell, const Hypothesis& hypothesis) {
  return arm_index(cell, hypothesis.contender) >= 0 &&
         (hypothesis.baseline.empty() || arm_index(cell, hypothesis.baseline) >= 0);
}

HypothesisJudgement judge_hypothesis(const Evidence& evidence, const Experiment& experiment,
                                     const Hypothesis& hypothesis, double level) {
  HypothesisJudgement judgement{.hypothesis = hypothesis, .verdict = {}, .turn = {}, .comparisons = {}};
  if (hypothesis.metric == Metric::size_bytes) {
    judgement.comparisons = compare_sizes(experiment, hypothesis);
  } else {
    for (const int cell : evidence.cells) {
      if (!has_both_arms(cell_of(evidence, cell), hypothesis)) continue;
      judgement.comparisons.push_back(hypothesis.metric == Metric::time_per_op
                                          ? compare_times(evidence, hypothesis, cell, level)
                                          : compare_observations(evidence, hypothesis, cell));
    }
  }
  judgement.turn = find_turn(experiment.factors, judgement.comparisons);
  judgement.verdict = verdict_of_comparisons(judgement.comparisons, judgement.turn);
  return judgement;
}

/// Bonferroni over the timed comparisons of a claim: simple, and valid however they depend on one another.
double adjusted_level(const Evidence& evidence, const Experiment& experiment) {
  int timed = 0;
  for (const auto& hypothesis : experiment.hypotheses) {
    if (hypothesis.metric != Metric::time_per_op) continue;
    timed += static_cast<int>(std::ranges::count_if(
        evidence.cells, [&](int cell) { return has_both_arms(cell_of(evidence, cell), hypothesis); }));
  }
  return 1 - family_error / std::max(timed, 1);
}

std::vector<Summary> summarise(const Evidence& evidence) {
  std::vector<Summary> summaries;
  for (const int index : evidence.cells) {
    const auto& cell = cell_of(evidence, index);
    for (std::size_t arm = 0; arm < cell.arms.size(); ++arm) {
      const auto& planned = cell.arms[arm];
      if (planned.copy != 0) continue;
      const auto times =
          times_per_operation(evidence.timings.of_cell(index), static_cast<int>(arm), planned.operations);
      if (auto estimate = estimate_median(times, plain_level)) {
        summaries.push_back({cell.point, planned.name, Metric::time_per_op, std::move(*estimate), {}, {}});
      }
      evidence.observations.summarise(index, static_cast<int>(arm), cell, summaries);
    }
  }
  return summaries;
}

ClaimJudgement judge_claim(const Evidence& evidence, const Experiment& experiment) {
  ClaimJudgement claim{
      .experiment = experiment, .verdict = {}, .hypotheses = {}, .summaries = {}, .left_out = {}, .faults = {}};
  const double level = adjusted_level(evidence, experiment);
  for (const auto& hypothesis : experiment.hypotheses) {
    claim.hypotheses.push_back(judge_hypothesis(evidence, experiment, hypothesis, level));
  }
  auto belongs = [&](const auto& each) { return each.experiment == experiment.id; };
  std::ranges::copy_if(evidence.run.plan.left_out, std::back_inserter(claim.left_out), belongs);
  std::ranges::copy_if(evidence.run.faults, std::back_inserter(claim.faults), belongs);
  claim.verdict = verdict_of_claim(claim.hypotheses, claim.faults);
  claim.summaries = summarise(evidence);
  return claim;
}

std::vector<Warning> warnings_about_run(const Run& run, int invocations) {
  std::vector<Warning> warnings;
  if (!run.complete) warnings.push_back({"incomplete", "the run was interrupted; --resume finishes it"});
  if (const auto planned = std::ssize(run.plan.invocations); invocations < planned) {
    warnings.push_back({"fewer_invocations", std::to_string(invocations) + " of " + std::to_string(planned) +
                                                 " planned invocations" +
                                                 (run.complete ? "; the time cap was reached" : " so far")});
  }
  return warnings;
}

}  // namespace

Judgement judge(const Run& run) {
  const Timings timings(run);
  const Observations observations(run);
  const auto floor = noise_floor(run, timings);
  Judgement judgement{.identity = run.identity,
                      .environment = run.environment,
                      .profile = run.plan.profile.name,
                      .invocations = timings.invocations(),
                      .seed = run.plan.seed,
                      .complete = run.complete,
                      .noise_floor = floor,
                      .counters = run.counters,
                      .warnings = warnings_about_run(run, timings.invocations()),
                      .claims = {}};
  std::map<std::string, std::vector<int>> cells;
  for (std::size_t cell = 0; cell < run.plan.cells.size(); ++cell) {
    cells[run.plan.cells[cell].experiment].push_back(static_cast<int>(cell));
  }
  for (const auto& experiment : run.experiments) {
    const double own = floor_for(noise_floor(run, timings, experiment.id), floor);
    judgement.claims.push_back(judge_claim({run, timings, observations, own, cells[experiment.id]}, experiment));
  }
  return judgement;
}

}  // namespace memlore::judge
