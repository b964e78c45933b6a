#include "harness/judge/questions.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"

namespace memlore::judge {
namespace {

using Answerable = std::function<bool(Question&)>;

/// Calls `complete` with each claim at each cell that has its arms; keeps the questions that it completes.
std::vector<Question> questions_where(const Run& run, const Answerable& complete) {
  std::vector<Question> questions;
  for (int experiment = 0; experiment < std::ssize(run.experiments); ++experiment) {
    const auto& declared = run.experiments[static_cast<std::size_t>(experiment)];
    for (int claim = 0; claim < std::ssize(declared.claims); ++claim) {
      const auto& asked = declared.claims[static_cast<std::size_t>(claim)];
      for (int cell = 0; cell < std::ssize(run.plan.cells); ++cell) {
        const auto& planned = run.plan.cells[static_cast<std::size_t>(cell)];
        if (planned.experiment != declared.id || !has_arms(planned, asked)) continue;
        Question question{.experiment = experiment,
                          .claim = claim,
                          .cell = cell,
                          .contender = arm_index(planned, asked.contender),
                          .baseline = arm_index(planned, asked.baseline),
                          .in_domain = in_domain(asked, planned.point),
                          .processes = {},
                          .values = {}};
        if (complete(question)) questions.push_back(std::move(question));
      }
    }
  }
  return questions;
}

bool complete_with_times(const Run& run, const Timings& timings, Question& question) {
  if (claim_of(run, question).metric != Metric::time_per_op) return false;
  question.processes = paired_ratios(timings.of_cell(question.cell), question.contender, question.baseline);
  question.values = independent_values(question.processes);
  return true;
}

/// Of each repeat in which both arms were observed. A value that has no logarithm leaves no interval.
bool complete_with_repeats(const Run& run, const Observations& observations, Question& question) {
  const auto& claim = claim_of(run, question);
  if (is_exact(claim.metric)) return false;
  for (const auto& pair : observations.repeats(question.cell, question.contender, question.baseline, claim.metric)) {
    if (!(pair.contender > 0) || !(pair.baseline.value_or(1) > 0)) return false;
    question.values.push_back(std::log(pair.contender / pair.baseline.value_or(1)));
  }
  return question.values.size() > 1;
}

}  // namespace

std::vector<Question> timed_questions(const Run& run, const Timings& timings) {
  return questions_where(run, [&](Question& question) { return complete_with_times(run, timings, question); });
}

std::vector<Question> all_questions(const Run& run, const Timings& timings, const Observations& observations) {
  return questions_where(run, [&](Question& question) {
    return complete_with_times(run, timings, question) || complete_with_repeats(run, observations, question);
  });
}

const Claim& claim_of(const Run& run, const Question& question) {
  return run.experiments[static_cast<std::size_t>(question.experiment)]
      .claims[static_cast<std::size_t>(question.claim)];
}

const Cell& cell_of(const Run& run, const Question& question) {
  return run.plan.cells[static_cast<std::size_t>(question.cell)];
}

std::vector<double> half_widths(const Run& run, int end) {
  std::vector<double> widths(run.plan.cells.size());
  const Timings timings(run, end);
  for (const auto& question : timed_questions(run, timings)) {
    if (!question.in_domain) continue;
    auto& width = widths[static_cast<std::size_t>(question.cell)];
    const double own = question.values.empty() ? std::numeric_limits<double>::infinity()
                                               : half_width_of(plain_interval(question.values, run.plan.profile));
    width = std::max(width, own);
  }
  return widths;
}

int arm_index(const Cell& cell, const std::string& name) {
  for (std::size_t i = 0; i < cell.arms.size(); ++i) {
    const auto& arm = cell.arms[i];
    if (arm.name == name && arm.copy == 0 && arm.iterations > 0) return static_cast<int>(i);
  }
  return -1;
}

bool has_arms(const Cell& cell, const Claim& claim) {
  return arm_index(cell, claim.contender) >= 0 && (claim.baseline.empty() || arm_index(cell, claim.baseline) >= 0);
}

}  // namespace memlore::judge
