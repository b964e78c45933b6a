#include "harness/judge/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <span>

#include "harness/judge/answer.h"
#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/noise_floor.h"
#include "harness/judge/questions.h"
#include "harness/judge/sweep/rule.h"
#include "harness/judge/sweep/rule_words.h"
#include "harness/judge/sweep/verdict.h"
#include "harness/judge/trust/count_agreement.h"
#include "harness/model/text/counted.h"

namespace memlore::judge {
namespace {

/// Of an arm's own time, which decides nothing.
constexpr double plain_level = 0.95;

/// A question with the error that its answer may make.
struct Granted {
  const Question* question = nullptr;
  double error = 0;
};

/// All that judging one experiment looks at.
struct Case {
  const Experiment& experiment;
  Evidence evidence;
  std::vector<int> cells;          ///< Of the experiment, in plan order.
  std::vector<Granted> questions;  ///< Of the experiment, by claim and cell.
};

std::vector<Comparison> comparisons_of(const Case& all, int index) {
  const auto& claim = all.experiment.claims[static_cast<std::size_t>(index)];
  if (claim.metric == Metric::size_bytes) return compare_sizes(all.experiment, claim);
  std::vector<Comparison> comparisons;
  for (const int cell : all.cells) {
    const auto& planned = all.evidence.run.plan.cells[static_cast<std::size_t>(cell)];
    if (!has_arms(planned, claim)) continue;
    const auto asked = std::ranges::find_if(all.questions, [&](const Granted& each) {
      return each.question->claim == index && each.question->cell == cell;
    });
    auto comparison = asked == all.questions.end() ? compare_counts(all.evidence, claim, cell)
                                                   : answer(all.evidence, *asked->question, asked->error);
    comparisons.push_back(in_domain(claim, planned.point) ? std::move(comparison)
                                                          : outside_domain(std::move(comparison)));
  }
  return comparisons;
}

ClaimJudgement judge_claim(const Case& all, int index) {
  const auto& claim = all.experiment.claims[static_cast<std::size_t>(index)];
  const auto& factors = all.experiment.factors;
  ClaimJudgement judgement{.claim = claim,
                           .test = in_words(claim, factors),
                           .verdict = {},
                           .rule = {},
                           .comparisons = comparisons_of(all, index)};
  judgement.rule = find_rule(factors, claim.threshold, judgement.comparisons);
  const auto finding = in_words(judgement.rule, factors, judgement.comparisons, !claim.baseline.empty());
  judgement.verdict = verdict_of(judgement.comparisons, finding, judgement.rule.has_value());
  for (const int cell : all.cells) {
    const auto& planned = all.evidence.run.plan.cells[static_cast<std::size_t>(cell)];
    std::ranges::move(count_agreements(all.evidence.observations, planned, cell, claim),
                      std::back_inserter(judgement.counts));
  }
  judgement.verdict.warnings = warnings_about_counts(judgement.counts);
  return judgement;
}

std::vector<Summary> summarise(const Case& all) {
  std::vector<Summary> summaries;
  for (const int index : all.cells) {
    const auto& cell = all.evidence.run.plan.cells[static_cast<std::size_t>(index)];
    for (std::size_t arm = 0; arm < cell.arms.size(); ++arm) {
      const auto& planned = cell.arms[arm];
      if (planned.copy != 0) continue;
      const auto times =
          times_per_operation(all.evidence.timings.of_cell(index), static_cast<int>(arm), planned.operations);
      if (auto estimate = estimate_median(times, plain_level)) {
        summaries.push_back({cell.point, planned.name, Metric::time_per_op, std::move(*estimate), {}, {}});
      }
      all.evidence.observations.summarise(index, static_cast<int>(arm), cell, summaries);
    }
  }
  return summaries;
}

ExperimentJudgement judge_experiment(const Case& all) {
  ExperimentJudgement judgement{
      .experiment = all.experiment, .claims = {}, .summaries = summarise(all), .left_out = {}, .faults = {}};
  const auto belongs = [&](const auto& each) { return each.experiment == all.experiment.id; };
  std::ranges::copy_if(all.evidence.run.plan.left_out, std::back_inserter(judgement.left_out), belongs);
  std::ranges::copy_if(all.evidence.run.faults, std::back_inserter(judgement.faults), belongs);
  for (int claim = 0; claim < std::ssize(all.experiment.claims); ++claim) {
    judgement.claims.push_back(judge_claim(all, claim));
    if (!judgement.faults.empty()) judgement.claims.back().verdict = invalid_by(judgement.faults.front());
  }
  return judgement;
}

std::vector<Warning> warnings_about_run(const Run& run, int processes) {
  std::vector<Warning> warnings;
  if (!run.complete) warnings.push_back({"incomplete", "the run was interrupted; --resume finishes it"});
  if (run.damaged_lines > 0) warnings.push_back({"damaged_journal", damage_in_words(run)});
  const auto& profile = run.plan.profile;
  const bool timed = std::ranges::find(profile.passes, Pass::time) != profile.passes.end();
  if (const auto fewest = profile.fewest_processes; timed && processes < fewest) {
    warnings.push_back({"fewer_processes", fmt::format("{} of at least {} planned {}{}", processes, fewest,
                                                       fewest == 1 ? "process" : "processes",
                                                       run.complete ? "; the time cap was reached" : " so far")});
  }
  for (const auto& each : run.answers) {
    if (each.word != AnswerWord::wrong) continue;
    warnings.push_back({"wrong_counts", fmt::format("{} from {} is discarded: {}", traits_of(each.answer.metric).title,
                                                    each.source, each.reason)});
  }
  return warnings;
}

/// The questions of each experiment, with what each may err. Points outside a claim's domain are decided by nothing, so
/// they take no part in the sharing.
struct Shared {
  ErrorBudget budget;
  std::vector<std::vector<Granted>> experiments;
};

Shared share_errors(const Run& run, std::span<const Question> questions) {
  Shared shared;
  shared.experiments.resize(run.experiments.size());
  std::vector<std::vector<double>> deciding(run.experiments.size());
  for (const auto& question : questions) {
    const auto experiment = static_cast<std::size_t>(question.experiment);
    shared.experiments[experiment].push_back({&question, nominal_error * price_of_stopping(run.plan.profile)});
    if (!question.in_domain) continue;
    deciding[experiment].push_back(question.values.empty() ? 1
                                                           : deciding_error(claim_of(run, question), question.values));
  }
  const auto granted = grant_errors(deciding, run.plan.profile);
  shared.budget = granted.budget;
  for (std::size_t experiment = 0; experiment < deciding.size(); ++experiment) {
    auto error = granted.experiments[experiment].begin();
    for (auto& each : shared.experiments[experiment]) {
      if (each.question->in_domain) each.error = *error++;
    }
  }
  return shared;
}

}  // namespace

std::string damage_in_words(const Run& run) {
  const bool one = run.damaged_lines == 1;
  return fmt::format("{} of the journal {} damaged and not used; what {} held {}", counted(run.damaged_lines, "line"),
                     one ? "was" : "were", one ? "it" : "they",
                     run.complete ? "was observed again" : "is observed again by --resume");
}

Judgement judge(const Run& run) {
  const Timings timings(run);
  const Observations observations(run);
  const auto floor = noise_floor(run, timings);
  const auto questions = all_questions(run, timings, observations);
  auto shared = share_errors(run, questions);
  Judgement judgement{.identity = run.identity,
                      .environment = run.environment,
                      .profile = in_words(run.plan.profile),
                      .processes = timings.processes(),
                      .seed = run.plan.seed,
                      .complete = run.complete,
                      .noise_floor = floor,
                      .errors = shared.budget,
                      .counters = run.counters,
                      .warnings = warnings_about_run(run, timings.processes()),
                      .findings = run.findings,
                      .experiments = {}};
  std::map<std::string, std::vector<int>> cells;
  for (std::size_t cell = 0; cell < run.plan.cells.size(); ++cell) {
    cells[run.plan.cells[cell].experiment].push_back(static_cast<int>(cell));
  }
  for (std::size_t i = 0; i < run.experiments.size(); ++i) {
    const auto& experiment = run.experiments[i];
    judgement.experiments.push_back(
        judge_experiment({.experiment = experiment,
                          .evidence = {run, timings, observations, noise_floor(run, timings, experiment.id), floor},
                          .cells = cells[experiment.id],
                          .questions = std::move(shared.experiments[i])}));
  }
  return judgement;
}

}  // namespace memlore::judge
