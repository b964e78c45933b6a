#include "harness/app/measuring/known_answers.h"

#include <algorithm>
#include <utility>

#include "harness/app/self_test/self_test_sessions.h"
#include "harness/judge/trust/known_answers.h"
#include "harness/model/text/input_error.h"
#include "harness/run/plan/sweep.h"

namespace memlore::app {
namespace {

using namespace std::chrono_literals;

/// Untimed cells get a twentieth of a block, here a millisecond: thousands of operations in the count pass.
Profile profile_of(std::vector<Pass> passes) {
  return {.name = "known-answers",
          .purpose = "Do the counters count rightly?",
          .tier = Tier::quick,
          .rounds = 1,
          .block = 20ms,
          .simulate_budget = 2000ms,
          .passes = std::move(passes)};
}

/// The outcomes where no question could be asked.
std::vector<AnswerOutcome> unanswered(const SessionPlan& session, const std::string& why) {
  Run nothing;
  nothing.experiments = session.experiments;
  nothing.plan = session.plan;
  auto outcomes = judge::answers_of(nothing);
  for (auto& each : outcomes) each.reason = why;
  return outcomes;
}

}  // namespace

std::optional<std::vector<AnswerOutcome>> ask_known_questions(const Questions& questions) {
  auto passes = questions.passes;
  std::erase(passes, Pass::time);
  auto asking = [&](const Experiment& experiment) {
    return std::ranges::any_of(experiment.answers, [&](const KnownAnswer& answer) {
      return std::ranges::find(passes, answer.pass) != passes.end();
    });
  };
  std::vector<Experiment> experiments;
  std::ranges::copy_if(questions.catalogue.experiments, std::back_inserter(experiments), asking);
  if (experiments.empty()) return std::vector<AnswerOutcome>{};
  constexpr std::uint64_t seed = 1;
  auto plan = run::plan_sweep(experiments, profile_of(passes), seed,
                              {.layouts = 1, .cpus = static_cast<int>(questions.place.allowed.size())});
  SelfTestSessions sessions(questions.workers, questions.place, questions.folder, false, questions.silence,
                            questions.show);
  const SessionPlan session{
      .experiments = std::move(experiments), .plan = std::move(plan), .counters = questions.counters};
  try {
    const auto record = sessions.measure(session);
    if (!record) return std::nullopt;
    return judge::answers_of(*record);
  } catch (const MachineError& error) {
    return unanswered(session, error.what());
  }
}

}  // namespace memlore::app
