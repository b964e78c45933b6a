#include "harness/app/start_run.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <iterator>
#include <random>
#include <vector>

#include "harness/app/checkup.h"
#include "harness/app/known_answers.h"
#include "harness/app/locations.h"
#include "harness/app/nearest.h"
#include "harness/model/input_error.h"
#include "harness/run/conduct.h"
#include "harness/run/controls.h"
#include "harness/run/selection.h"
#include "harness/run/sweep.h"

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
  if (options.invocations > 0) {
    profile.most_invocations = options.invocations;
    profile.fewest_invocations = std::min(profile.fewest_invocations, options.invocations);
  }
  if (options.time_cap_seconds > 0) profile.time_cap = std::chrono::seconds(options.time_cap_seconds);
  // It lies in every range, as far as the parser's comparisons can tell.
  if (std::isnan(options.half_width_per_cent)) throw InputError("--half-width: a number from 0 to 100, not nan");
  if (options.half_width_per_cent >= 0) profile.half_width = options.half_width_per_cent / 100;
  if (!options.passes.empty()) profile.passes = chosen_passes(options.passes);
  return profile;
}

std::vector<Experiment> chosen_experiments(const Catalogue& catalogue, const std::string& filter) {
  auto experiments = run::filtered(catalogue.experiments, filter);
  if (!experiments.empty()) return experiments;
  std::vector<std::string> ids;
  for (const auto& each : catalogue.experiments) ids.push_back(each.id);
  throw InputError(
      fmt::format("--filter '{}' finds no experiment{} ('memlore list' shows them)", filter, suggestion(filter, ids)));
}

RunIdentity identify(const std::string& profile, std::uint64_t seed, const std::string& command_line) {
  const auto now = fmt::gmtime(std::time(nullptr));
  return {.id = fmt::format("{:%Y%m%dT%H%M%SZ}-{}-{:x}", now, profile, seed & 0xffffU),
          .created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now),
          .command_line = command_line};
}

fs::path make_folder(const RunOptions& options, const Environment& environment, const RunIdentity& identity) {
  const auto folder =
      options.out.empty() ? results_folder() / environment.machine / identity.id : fs::path(options.out);
  std::error_code error;
  if (fs::exists(folder / "run.json", error) || fs::exists(run::journal_in(folder), error)) {
    throw InputError(fmt::format("--out {}: there is a run already; name another folder, or finish it with --resume",
                                 folder.string()));
  }
  fs::create_directories(folder, error);
  if (error) throw InputError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  return folder;
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

std::optional<fs::path> start_run(const RunOptions& options, const Place& place, const run::Workers& workers) {
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
  const auto folder = make_folder(options, run.environment, run.identity);
  auto answers = ask_known_questions({.workers = workers,
                                      .place = place,
                                      .catalogue = catalogue,
                                      .passes = profile.passes,
                                      .counters = run.counters,
                                      .folder = folder});
  if (!answers) return std::nullopt;
  run.answers = std::move(*answers);
  run.findings = check_up(run.environment, run.counters, folder);
  try {
    run::begin(run, folder);
  } catch (const InputError&) {
    // Without its first record a journal is of no use to anyone, and would be in the way of the next try.
    std::error_code ignored;
    if (!fs::remove(run::journal_in(folder), ignored)) throw;
    throw InputError(
        fmt::format("no room in {} for the beginning of the run; make some, then start again", folder.string()));
  }
  return folder;
}

}  // namespace memlore::app
