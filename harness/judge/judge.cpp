#include "harness/judge/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/noise_floor.h"
#include "harness/judge/observations.h"
#include "harness/judge/ratio.h"
#include "harness/judge/sweep/crossing.h"
#include "harness/judge/sweep/turn.h"
#include "harness/judge/sweep/verdict.h"
#include "harness/judge/timed_comparisons.h"
#include "harness/judge/timings.h"
#include "harness/judge/trust/count_agreement.h"

namespace memlore::judge {
namespace {

/// Of an arm's own time, which nothing is decided by.
constexpr double plain_level = 0.95;

/// All that judging one claim looks at.
struct Evidence {
  const Run& run;
  const Timings& timings;
  const Observations& observations;
  NoiseFloor own_floor;                      ///< Of the experiment at hand.
  NoiseFloor floor;                          ///< Of the run.
  std::vector<int> cells;                    ///< Of the experiment at hand, in plan order.
  std::span<const TimedQuestion> questions;  ///< Of the experiment at hand, by hypothesis and cell.
  std::span<const double> errors;            ///< What each of them may err.
};

const Cell& cell_of(const Evidence& evidence, int cell) {
  return evidence.run.plan.cells[static_cast<std::size_t>(cell)];
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

std::vector<Comparison> answers(const Evidence& evidence, int hypothesis) {
  const Grounds grounds{evidence.run, evidence.timings, evidence.own_floor, evidence.floor};
  std::vector<Comparison> comparisons;
  for (std::size_t i = 0; i < evidence.questions.size(); ++i) {
    const auto& question = evidence.questions[i];
    if (question.hypothesis == hypothesis) comparisons.push_back(answer(grounds, question, evidence.errors[i]));
  }
  return comparisons;
}

std::vector<Comparison> comparisons_of(const Evidence& evidence, const Experiment& experiment, int index) {
  const auto& hypothesis = experiment.hypotheses[static_cast<std::size_t>(index)];
  if (hypothesis.metric == Metric::size_bytes) return compare_sizes(experiment, hypothesis);
  if (hypothesis.metric == Metric::time_per_op) return answers(evidence, index);
  std::vector<Comparison> comparisons;
  for (const int cell : evidence.cells) {
    if (has_both_arms(cell_of(evidence, cell), hypothesis))
      comparisons.push_back(compare_observations(evidence, hypothesis, cell));
  }
  return comparisons;
}

HypothesisJudgement judge_hypothesis(const Evidence& evidence, const Experiment& experiment, int index) {
  HypothesisJudgement judgement{.hypothesis = experiment.hypotheses[static_cast<std::size_t>(index)],
                                .verdict = {},
                                .turn = {},
                                .comparisons = comparisons_of(evidence, experiment, index)};
  judgement.turn = find_turn(experiment.factors, judgement.comparisons);
  if (judgement.turn) {
    judgement.turn->crossing =
        find_crossing(experiment.factors, *judgement.turn, judgement.hypothesis.threshold, judgement.comparisons);
  }
  judgement.verdict = verdict_of_comparisons(judgement.comparisons, judgement.turn);
  for (const int cell : evidence.cells) {
    const auto counts = count_agreements(evidence.observations, cell_of(evidence, cell), cell, judgement.hypothesis);
    judgement.counts.insert(judgement.counts.end(), counts.begin(), counts.end());
  }
  judgement.verdict.warnings = warnings_about_counts(judgement.counts);
  return judgement;
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

/// What the verdicts of the hypotheses carry, each with the arms that it is about.
std::vector<Warning> warnings_of(std::span<const HypothesisJudgement> hypotheses) {
  std::vector<Warning> warnings;
  for (const auto& each : hypotheses) {
    const auto arms = fmt::format("{} / {}: ", each.hypothesis.contender, each.hypothesis.baseline);
    for (const auto& warning : each.verdict.warnings) {
      const Warning named{warning.code, arms + warning.message};
      // Several hypotheses may compare the same arms.
      if (std::ranges::find(warnings, named) == warnings.end()) warnings.push_back(named);
    }
  }
  return warnings;
}

ClaimJudgement judge_claim(const Evidence& evidence, const Experiment& experiment) {
  ClaimJudgement claim{
      .experiment = experiment, .verdict = {}, .hypotheses = {}, .summaries = {}, .left_out = {}, .faults = {}};
  for (int hypothesis = 0; hypothesis < std::ssize(experiment.hypotheses); ++hypothesis) {
    claim.hypotheses.push_back(judge_hypothesis(evidence, experiment, hypothesis));
  }
  auto belongs = [&](const auto& each) { return each.experiment == experiment.id; };
  std::ranges::copy_if(evidence.run.plan.left_out, std::back_inserter(claim.left_out), belongs);
  std::ranges::copy_if(evidence.run.faults, std::back_inserter(claim.faults), belongs);
  claim.verdict = verdict_of_claim(claim.hypotheses, claim.faults);
  claim.verdict.warnings = warnings_of(claim.hypotheses);
  claim.summaries = summarise(evidence);
  return claim;
}

std::vector<Warning> warnings_about_run(const Run& run, int processes) {
  std::vector<Warning> warnings;
  if (!run.complete) warnings.push_back({"incomplete", "the run was interrupted; --resume finishes it"});
  if (run.damaged_lines > 0) warnings.push_back({"damaged_journal", damage_in_words(run)});
  if (const auto fewest = run.plan.profile.fewest_processes; processes < fewest) {
    warnings.push_back({"fewer_processes", fmt::format("{} of at least {} planned processes{}", processes, fewest,
                                                       run.complete ? "; the time cap was reached" : " so far")});
  }
  for (const auto& each : run.answers) {
    if (each.word != AnswerWord::wrong) continue;
    warnings.push_back({"wrong_counts", fmt::format("{} by {} are left out: {}", traits_of(each.answer.metric).title,
                                                    each.source, each.reason)});
  }
  return warnings;
}

/// Where the questions of each claim begin and end: they come claim by claim.
std::vector<std::span<const TimedQuestion>> by_claim(std::span<const TimedQuestion> questions, std::size_t claims) {
  std::vector<std::span<const TimedQuestion>> result;
  for (int claim = 0; claim < static_cast<int>(claims); ++claim) {
    const auto range = std::ranges::equal_range(questions, claim, {}, &TimedQuestion::claim);
    result.emplace_back(range.begin(), range.end());
  }
  return result;
}

GrantedErrors errors_of(const Run& run, std::span<const std::span<const TimedQuestion>> claims) {
  std::vector<std::vector<double>> deciding;
  for (const auto& questions : claims) {
    auto& errors = deciding.emplace_back();
    for (const auto& question : questions) {
      const auto& experiment = run.experiments[static_cast<std::size_t>(question.claim)];
      const auto& hypothesis = experiment.hypotheses[static_cast<std::size_t>(question.hypothesis)];
      errors.push_back(question.values.empty() ? 1 : deciding_error(hypothesis, question.values));
    }
  }
  return grant_errors(deciding, run.plan.profile);
}

}  // namespace

std::string damage_in_words(const Run& run) {
  const bool one = run.damaged_lines == 1;
  return fmt::format("{} of the journal {} damaged and not used; what {} held {}",
                     one ? "a line" : fmt::format("{} lines", run.damaged_lines), one ? "was" : "were",
                     one ? "it" : "they", run.complete ? "was observed again" : "is observed again by --resume");
}

Judgement judge(const Run& run) {
  const Timings timings(run);
  const Observations observations(run);
  const auto floor = noise_floor(run, timings);
  const auto questions = timed_questions(run, timings);
  const auto claims = by_claim(questions, run.experiments.size());
  const auto granted = errors_of(run, claims);
  Judgement judgement{.identity = run.identity,
                      .environment = run.environment,
                      .profile = run.plan.profile.name,
                      .processes = timings.processes(),
                      .seed = run.plan.seed,
                      .complete = run.complete,
                      .noise_floor = floor,
                      .errors = granted.budget,
                      .counters = run.counters,
                      .warnings = warnings_about_run(run, timings.processes()),
                      .findings = run.findings,
                      .claims = {}};
  std::map<std::string, std::vector<int>> cells;
  for (std::size_t cell = 0; cell < run.plan.cells.size(); ++cell) {
    cells[run.plan.cells[cell].experiment].push_back(static_cast<int>(cell));
  }
  for (std::size_t i = 0; i < run.experiments.size(); ++i) {
    const auto& experiment = run.experiments[i];
    judgement.claims.push_back(judge_claim({.run = run,
                                            .timings = timings,
                                            .observations = observations,
                                            .own_floor = noise_floor(run, timings, experiment.id),
                                            .floor = floor,
                                            .cells = cells[experiment.id],
                                            .questions = claims[i],
                                            .errors = granted.claims[i]},
                                           experiment));
  }
  return judgement;
}

}  // namespace memlore::judge
