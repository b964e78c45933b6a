#include "harness/judge/trust/known_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace memlore::judge {
namespace {

int index_of(const Cell& cell, const std::string& arm) {
  const auto found = std::ranges::find(cell.arms, arm, &PlannedArm::name);
  return found == cell.arms.end() ? -1 : static_cast<int>(found - cell.arms.begin());
}

bool counted_by(const Observation& observation, int cell, int arm, const KnownAnswer& answer) {
  // The answers are about this machine's caches. The other simulation is of the same program by the same simulator.
  return observation.cell == cell && observation.arm == arm && observation.pass == answer.pass &&
         observation.metric == answer.metric && observation.counter != CounterSource::callgrind_reference;
}

/// Why nothing was counted: an event that is not there, a part left out, or neither is known.
std::string reason_for_nothing(const Run& run, const Cell& cell, const KnownAnswer& answer) {
  const auto counter = std::ranges::find(run.counters, answer.metric, &CounterStatus::metric);
  if (answer.pass == Pass::count && counter != run.counters.end() && !counter->unavailable.empty()) {
    return counter->unavailable;
  }
  for (const auto& each : run.plan.left_out) {
    const bool of_arm = each.arm.empty() || each.arm == answer.arm || each.arm == answer.less;
    const bool of_pass = each.pass.empty() || each.pass == name_of(answer.pass);
    if (each.experiment == cell.experiment && each.point == cell.point.key() && of_arm && of_pass) return each.reason;
  }
  for (const auto& fault : run.faults) {
    if (fault.experiment == cell.experiment)
      return fmt::format("arm '{}' of its experiment {}: {}", fault.arm, fault.kind, fault.detail);
  }
  return "nothing was counted";
}

/// The same source's count of the arm that is taken off; 0 where none is.
std::optional<double> taken_off(const Run& run, int cell, const KnownAnswer& answer, const Observation& counted) {
  if (answer.less.empty()) return 0;
  const int arm = index_of(run.plan.cells[static_cast<std::size_t>(cell)], answer.less);
  for (const auto& each : run.observations) {
    if (counted_by(each, cell, arm, answer) && each.source == counted.source) return each.value;
  }
  return std::nullopt;
}

AnswerOutcome compare(const Run& run, int cell, const KnownAnswer& answer, const Observation& counted,
                      AnswerOutcome outcome) {
  outcome.source = counted.source;
  const auto less = taken_off(run, cell, answer, counted);
  if (!counted.value || !less) {
    outcome.reason = counted.unavailable.empty() ? "the arm to compare with has no count" : counted.unavailable;
    return outcome;
  }
  outcome.counted = *counted.value - *less;
  const bool right = std::abs(*outcome.counted - answer.expected) <= answer.tolerance;
  outcome.word = right ? AnswerWord::right : AnswerWord::wrong;
  if (!right) outcome.reason = in_words(outcome);
  return outcome;
}

void ask(const Run& run, const Experiment& experiment, const KnownAnswer& answer, std::vector<AnswerOutcome>& out) {
  for (int index = 0; index < std::ssize(run.plan.cells); ++index) {
    const auto& cell = run.plan.cells[static_cast<std::size_t>(index)];
    if (cell.experiment != experiment.id) continue;
    if (!answer.point.empty() && answer.point != cell.point.key()) continue;
    AnswerOutcome outcome{.answer = answer,
                          .experiment = experiment.id,
                          .point = cell.point.key(),
                          .source = {},
                          .counted = {},
                          .reason = {}};
    bool anything = false;
    for (const auto& each : run.observations) {
      if (!counted_by(each, index, index_of(cell, answer.arm), answer)) continue;
      anything = true;
      out.push_back(compare(run, index, answer, each, outcome));
    }
    if (anything) continue;
    outcome.reason = reason_for_nothing(run, cell, answer);
    out.push_back(std::move(outcome));
  }
}

/// A point that no cell was planned for, because this machine is too small for it.
void say_left_out(const Run& run, const Experiment& experiment, std::vector<AnswerOutcome>& out) {
  for (const auto& each : run.plan.left_out) {
    if (each.experiment != experiment.id || !each.pass.empty() || !each.arm.empty()) continue;
    for (const auto& answer : experiment.answers) {
      if (!answer.point.empty() && answer.point != each.point) continue;
      out.push_back({.answer = answer,
                     .experiment = experiment.id,
                     .point = each.point,
                     .source = {},
                     .counted = {},
                     .reason = each.reason});
    }
  }
}

}  // namespace

std::string in_words(const AnswerOutcome& outcome) {
  return fmt::format("{}: expected {:g}{}, counted {:g}", outcome.answer.question, outcome.answer.expected,
                     outcome.answer.tolerance > 0 ? fmt::format(" to within {:g}", outcome.answer.tolerance) : "",
                     outcome.counted.value_or(std::nan("")));
}

std::vector<AnswerOutcome> answers_of(const Run& run) {
  std::vector<AnswerOutcome> outcomes;
  for (const auto& experiment : run.experiments) {
    for (const auto& answer : experiment.answers) {
      const auto& made = run.plan.profile.passes;
      if (std::ranges::find(made, answer.pass) != made.end()) ask(run, experiment, answer, outcomes);
    }
    say_left_out(run, experiment, outcomes);
  }
  return outcomes;
}

const AnswerOutcome* wrong_answer(std::span<const AnswerOutcome> answers, const Observation& observation) {
  // A simulator that is wrong about this machine's caches is not believed about the reference's either.
  const bool same_simulator = observation.counter == CounterSource::callgrind_reference;
  const auto found = std::ranges::find_if(answers, [&](const AnswerOutcome& each) {
    return each.word == AnswerWord::wrong && each.answer.pass == observation.pass &&
           each.answer.metric == observation.metric && (same_simulator || each.source == observation.source);
  });
  return found == answers.end() ? nullptr : &*found;
}

}  // namespace memlore::judge
