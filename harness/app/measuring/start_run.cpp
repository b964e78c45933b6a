#include "harness/app/measuring/start_run.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <random>
#include <vector>

#include "harness/app/arguments/chosen_experiments.h"
#include "harness/app/arguments/locations.h"
#include "harness/app/console/output.h"
#include "harness/app/measuring/checkup.h"
#include "harness/app/measuring/known_answers.h"
#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/plan/controls.h"
#include "harness/run/plan/selection.h"
#include "harness/run/plan/sweep.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

run::RunFolder make_folder(const RunOptions& options, const Environment& environment, const RunIdentity& identity) {
  return run::RunFolder::make(options.out.empty() ? results_folder() / environment.machine / identity.id
                                                  : fs::path(options.out));
}

/// Removes the points and arms that the command line does not ask for, and the experiments of which nothing is left.
void select(Run& run, const ProfileOptions& options) {
  if (options.point.empty() && options.arm.empty()) return;
  const auto whole = run.plan.cells;
  if (!options.point.empty()) run::keep_points(run.plan, options.point);
  if (!options.arm.empty()) run::keep_arms(run.plan, options.arm);
  std::erase_if(run.experiments, [&](const Experiment& experiment) {
    return std::ranges::find(run.plan.cells, experiment.id, &Cell::experiment) == run.plan.cells.end();
  });
  run::keep_controls(run.plan, whole, run.experiments);
}

/// A run of which nothing is observed yet.
Run planned_run(const RunOptions& options, const Place& place, const run::Workers& workers,
                const Catalogue& catalogue) {
  const auto profile = chosen_profile(options.profile);
  const auto seed = options.seed ? *options.seed : std::uint64_t{std::random_device{}()};
  const auto now = std::time(nullptr);
  Run run;
  run.experiments = chosen_experiments(catalogue, options.filter);
  run.identity = {.id = run_id(now, profile, seed),
                  .created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now)),
                  .command_line = options.command_line};
  run.environment = place.environment;
  add_libraries(run.environment, catalogue);
  run.counters = probe_counters(place.cpus.worker, options.events);
  run.plan = run::plan_sweep(
      run.experiments, profile, seed,
      {.layouts = static_cast<int>(workers.layouts.size()), .cpus = static_cast<int>(place.allowed.size())});
  run.plan.events = options.events;
  select(run, options.profile);
  return run;
}

}  // namespace

std::optional<run::RunFolder> start_run(const RunOptions& options, const Place& place, run::Workers& workers) {
  const auto catalogue = run::catalogue_of(workers);
  auto run = planned_run(options, place, workers, catalogue);
  const auto& passes = run.plan.profile.passes;
  auto folder = make_folder(options, run.environment, run.identity);
  if (std::ranges::find(passes, Pass::simulate) != passes.end()) run::try_simulator(workers);
  add_simulator(run.environment, workers);
  if (!options.conclusion.quiet) tell("asking the sources of counts questions with known answers");
  try {
    auto answers = ask_known_questions({.workers = workers,
                                        .place = place,
                                        .catalogue = catalogue,
                                        .passes = passes,
                                        .counters = run.counters,
                                        .folder = folder.scratch(),
                                        .silence = std::chrono::seconds(options.hang_limit_seconds)});
    if (!answers) return std::nullopt;
    run.answers = std::move(*answers);
    run.findings = check_up(run.environment, run.counters, folder.path());
    run::Journal::begin(folder.journal(), run);
  } catch (const InputError& error) {
    throw InputError(fmt::format("{}; nothing was measured yet: make room, then start again", error.what()));
  }
  return folder;
}

}  // namespace memlore::app
