#include "harness/app/measuring/start_run.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <iterator>
#include <random>
#include <vector>

#include "harness/app/arguments/chosen_experiments.h"
#include "harness/app/arguments/locations.h"
#include "harness/app/arguments/nearest.h"
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

constexpr std::array pass_words{name_of(Pass::time), name_of(Pass::count), name_of(Pass::allocate),
                                name_of(Pass::simulate), name_of(Pass::footprint)};

const Profile& named_profile(const std::string& name) {
  if (const auto* profile = profile_named(name)) return *profile;
  std::vector<std::string> names;
  for (const auto& each : all_profiles()) names.push_back(each.name);
  throw InputError(
      fmt::format("--profile {}: no such profile{}; known: smoke, quick, full", name, suggestion(name, names)));
}

std::vector<Pass> chosen_passes(const std::vector<std::string>& names) {
  std::vector<Pass> passes;
  for (const auto& name : names) {
    const auto pass = std::ranges::find(all_passes, name, name_of);
    if (pass == all_passes.end()) {
      const std::vector<std::string> known(std::begin(pass_words), std::end(pass_words));
      throw InputError(
          fmt::format("--passes {}: no such pass{}; known: {}", name, suggestion(name, known), fmt::join(known, ", ")));
    }
    passes.push_back(*pass);
  }
  return passes;
}

/// The named profile with what the command line says instead. The plan records the result: what is done is stated
/// there.
Profile chosen_profile(const RunOptions& options) {
  auto profile = named_profile(options.profile);
  if (options.processes > 0) {
    profile.most_processes = options.processes;
    profile.fewest_processes = std::min(profile.fewest_processes, options.processes);
  }
  if (options.time_cap_seconds > 0) profile.time_cap = std::chrono::seconds(options.time_cap_seconds);
  if (options.half_width_per_cent >= 0) profile.half_width = options.half_width_per_cent / 100;
  if (!options.passes.empty()) profile.passes = chosen_passes(options.passes);
  return profile;
}

RunIdentity identify(const std::string& profile, std::uint64_t seed, const std::string& command_line) {
  const auto now = fmt::gmtime(std::time(nullptr));
  return {.id = fmt::format("{:%Y%m%dT%H%M%SZ}-{}-{:04x}", now, profile, seed & 0xffffU),
          .created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now),
          .command_line = command_line};
}

run::RunFolder make_folder(const RunOptions& options, const Environment& environment, const RunIdentity& identity) {
  return run::RunFolder::make(options.out.empty() ? results_folder() / environment.machine / identity.id
                                                  : fs::path(options.out));
}

/// Takes out what the command line does not ask for, and the experiments of which nothing is left: a claim of which
/// nothing is measured would only be in the way.
void select(Run& run, const RunOptions& options) {
  const auto whole = run.plan.cells;
  if (!options.point.empty()) run::keep_points(run.plan, options.point);
  if (!options.arm.empty()) run::keep_arms(run.plan, options.arm);
  if (options.point.empty() && options.arm.empty()) return;
  std::erase_if(run.experiments, [&](const Experiment& experiment) {
    return std::ranges::find(run.plan.cells, experiment.id, &Cell::experiment) == run.plan.cells.end();
  });
  run::keep_controls(run.plan, whole, run.experiments);
}

}  // namespace

std::optional<run::RunFolder> start_run(const RunOptions& options, const Place& place, run::Workers& workers) {
  const auto profile = chosen_profile(options);
  const auto catalogue = run::catalogue_of(workers);
  auto experiments = chosen_experiments(catalogue, options.filter);
  const auto seed = options.seed_given ? options.seed : std::uint64_t{std::random_device{}()};
  Run run{.identity = identify(profile.name, seed, options.command_line),
          .environment = place.environment,
          .experiments = std::move(experiments),
          .plan = {},
          .series = {},
          .observations = {},
          .faults = {},
          .counters = probe_counters(place.cpus.worker, options.events),
          .usage = {},
          .parent = {}};
  add_libraries(run.environment, catalogue);
  run.plan = run::plan_sweep(
      run.experiments, profile, seed,
      {.layouts = static_cast<int>(workers.layouts.size()), .cpus = static_cast<int>(place.allowed.size())});
  run.plan.events = options.events;
  select(run, options);
  auto folder = make_folder(options, run.environment, run.identity);
  if (std::ranges::find(profile.passes, Pass::simulate) != profile.passes.end()) run::try_simulator(workers);
  add_simulator(run.environment, workers);
  if (!options.conclusion.quiet) tell("asking the sources of counts questions with known answers");
  try {
    auto answers = ask_known_questions({.workers = workers,
                                        .place = place,
                                        .catalogue = catalogue,
                                        .passes = profile.passes,
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
