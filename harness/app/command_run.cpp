#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>

#include "harness/app/arguments/locations.h"
#include "harness/app/arguments/place.h"
#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/display.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/load_run.h"
#include "harness/app/console/output.h"
#include "harness/app/measuring/checkup.h"
#include "harness/app/measuring/conclusion.h"
#include "harness/app/measuring/interruption.h"
#include "harness/app/measuring/resume.h"
#include "harness/app/measuring/start_run.h"
#include "harness/judge/judge.h"
#include "harness/judge/questions.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/run/execute.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/system/counters/event_names.h"
#include "harness/system/cpus/affinity.h"
#include "harness/system/facts/activity.h"
#include "harness/system/files/record_files.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

/// Adds findings of the time meanwhile to the journal of a run.
void add_findings(const std::vector<Finding>& findings, const run::RunFolder& folder) {
  run::Journal journal(folder.journal());
  for (const auto& finding : findings) journal.finding(finding);
}

/// Takes the folder of an interrupted run, and examines the machine again.
run::RunFolder resume_run(const RunOptions& options, const Place& place, run::Workers& workers) {
  // Reads the journal before anything is touched: a folder with another program's file is left as it is.
  if (const auto journal = run::journal_in(options.resume); system::is_regular_file(journal))
    (void)run::read_journal(journal);
  auto folder = run::RunFolder::take(options.resume);
  const auto contents = run::read_journal(folder.journal());
  check_resumable(folder.path(), contents, place.environment);
  tell_damage(contents.run, folder.path());
  run::try_simulator(workers);
  auto environment = place.environment;
  add_libraries(environment, run::catalogue_of(workers));
  add_simulator(environment, workers);
  add_findings(check_up(environment, probe_counters(place.cpus.worker), folder.path()), folder);
  return folder;
}

/// Executes what is left of the run in a folder. The record of a complete run is written; of an interrupted one the
/// journal stays.
Run measure(run::RunFolder& folder, const RunOptions& options, const Place& place, const run::Workers& workers) {
  system::pin_this_thread_to(place.cpus.of_parent());
  run::Dispatcher dispatcher(workers, place.cpus, place.allowed, run::geometry_of(place.environment.caches),
                             folder.scratch());
  auto display = make_display(options.conclusion.quiet);
  const auto before = system::read_totals();
  auto record = run::execute(dispatcher, {.folder = folder.path(),
                                          .silence = std::chrono::seconds(options.hang_limit_seconds),
                                          .half_widths = judge::half_widths,
                                          .show =
                                              [&](const run::Status& status) {
                                                display.show({status.step, status.detail, status.share, status.left});
                                              },
                                          .interrupted = interrupted_by_signal});
  display.clear();
  const auto meanwhile = check_up_since(before, record.environment);
  if (!record.complete) {
    add_findings(meanwhile, folder);
    return record;
  }
  std::ranges::copy(meanwhile, std::back_inserter(record.findings));
  record.findings = worst_of_each(record.findings);
  judge::validate(record, folder.path().string());
  system::write_text(folder.path() / "run.json", encode(record) + '\n');
  folder.finish(!record.faults.empty());
  return record;
}

/// The same error, and what to do about the run that it stopped.
template <class Error>
Error with_advice(const Error& error, const fs::path& folder, const RunOptions& options) {
  return Error(fmt::format("{}; what was measured is kept; mend that, then go on with '{}'", error.what(),
                           resuming_command(folder, options.benches)));
}

int run_experiments(const RunOptions& options) {
  check_fail_on(options.conclusion.fail_on);
  interrupt_on_signals();
  auto workers = run::find_workers(options.benches);
  const auto place = look_around(workers);
  auto folder =
      options.resume.empty() ? start_run(options, place, workers) : std::optional(resume_run(options, place, workers));
  if (!folder) {
    tell("memlore: interrupted before the run began");
    return interrupted;
  }
  const auto path = folder->path();
  if (!options.conclusion.quiet) {
    tell(place.cpus.reason);
    tell(fmt::format("recording to {}", path.string()));
  }
  Run record;
  try {
    record = measure(*folder, options, place, workers);
  } catch (const InputError& error) {
    throw with_advice(error, path, options);
  } catch (const MachineError& error) {
    throw with_advice(error, path, options);
  }
  folder.reset();
  if (!record.complete) {
    tell(fmt::format("memlore: interrupted; go on with '{}'", resuming_command(path, options.benches)));
    return interrupted;
  }
  die_on_signals();
  system::pin_this_thread_to(place.allowed);
  return conclude(record, path, options.conclusion);
}

/// What is measured.
void add_choices(CLI::App& command, RunOptions& options) {
  auto& profile = options.profile;
  command.add_option("--profile", profile.name, "smoke, quick or full")->capture_default_str();
  command.add_option("--filter", options.filter,
                     "Only experiments whose id this regular expression (RE2 syntax) matches");
  command.add_option("--point", profile.point,
                     "Only points whose key (bytes:64/order:shuffled) this expression matches");
  command.add_option("--arm", profile.arm, "Only arms whose name this expression matches, to spend the time on them");
  command.add_option_function<std::string>(
      "--passes", [&profile](const std::string& list) { profile.passes = split_words("--passes", list); },
      "Only these passes: time, count, allocate, simulate, footprint");
  command
      .add_option_function<std::string>(
          "--events", [&options](const std::string& list) { options.events = system::split_event_names(list); },
          "Kernel counters beside the usual ones: cycles, r01c0, cpu/event=0x24,…/")
      ->check(not_empty());
  command.add_option("--seed", options.seed, "Seed of orders, layouts and offsets; drawn if not given")
      ->transform(whole_number(0, std::numeric_limits<std::uint64_t>::max()));
}

/// How much, how precisely, for how long.
void add_extent(CLI::App& command, ProfileOptions& profile) {
  command
      .add_option("--processes", profile.processes,
                  "The most processes of the time pass that a comparison gets, instead of the profile's")
      ->transform(whole_number(1, 1000));
  command
      .add_option("--half-width", profile.half_width_per_cent,
                  "Per cent either way at which a ratio is known well enough, instead of the profile's; 0: use all "
                  "the time there is")
      ->check(number(0, 100));
  command.add_option("--time-cap", profile.time_cap_seconds, "Seconds that the time pass may take")
      ->transform(whole_number(1, 86400));
}

}  // namespace

Command add_run(CLI::App& app, const std::string& command_line) {
  auto options = std::make_shared<RunOptions>();
  options->command_line = command_line;
  auto* command = app.add_subcommand("run", "Measures, judges and reports");
  add_choices(*command, *options);
  add_extent(*command, options->profile);
  command->add_option("--out", options->out, "Folder of the run; by default results/<machine>/<run>")
      ->check(not_empty());
  const auto of_a_new_run = command->get_options();
  auto* resume = command->add_option("--resume", options->resume, "Completes the interrupted run in this folder")
                     ->check(not_empty());
  // A resumed run keeps to the plan in its journal.
  for (auto* option : of_a_new_run) {
    if (option != command->get_help_ptr()) option->excludes(resume);
  }
  command
      ->add_option("--hang-limit", options->hang_limit_seconds, "Seconds of silence after which an arm counts as hung")
      ->transform(whole_number(1, 3600))
      ->capture_default_str();
  command->add_option("--benches", options->benches, "The benches program to run")->check(not_empty());
  auto& conclusion = options->conclusion;
  command->add_option("--fail-on", conclusion.fail_on, "Exit with 1 if a claim has this verdict (may be repeated)")
      ->allow_extra_args(false);
  command->add_flag("--quiet", conclusion.quiet, "No progress, no table");
  command->add_flag("--json", conclusion.json, "The judgement as JSON on standard output");
  command->add_flag("!--no-plots", conclusion.plots, "No figures and no page");
  return [options] {
    options->benches = benches_or_default(options->benches);
    return run_experiments(*options);
  };
}

}  // namespace memlore::app
