#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

#include "harness/app/arguments/place.h"
#include "harness/model/catalogue/known_answer.h"
#include "harness/run/timeline.h"
#include "harness/run/workers/workers.h"

namespace memlore::app {

/// How the sources of counts are asked.
struct Questions {
  const run::Workers& workers;
  const Place& place;
  const Catalogue& catalogue;
  std::vector<Pass> passes;             ///< Whose sources are asked; time is none.
  std::vector<CounterStatus> counters;  ///< As probe_counters found them.
  std::filesystem::path folder;         ///< Holds the session's own folder, which is removed again.
  std::chrono::milliseconds silence;    ///< A worker that reports nothing for this long counts as hung.
  std::function<void(const run::Status&)> show = [](const run::Status&) {};
};

/// Asks the sources of counts questions with known answers: a short run of the experiments that have such answers,
/// through the ordinary passes. Returns nothing when interrupted, and no outcomes where the benches program declares no
/// such experiments. A source whose worker fails has no answer, with the reason.
std::optional<std::vector<AnswerOutcome>> ask_known_questions(const Questions& questions);

}  // namespace memlore::app
