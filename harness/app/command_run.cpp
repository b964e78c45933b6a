#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "harness/app/checkup.h"
#include "harness/app/commands.h"
#include "harness/app/conclusion.h"
#include "harness/app/display.h"
#include "harness/app/exit_code.h"
#include "harness/app/interruption.h"
#include "harness/app/locations.h"
#include "harness/app/output.h"
#include "harness/app/place.h"
#include "harness/app/resume.h"
#include "harness/app/start_run.h"
#include "harness/judge/judge.h"
#include "harness/judge/timed_comparisons.h"
#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/report/record_files.h"
#include "harness/run/conduct.h"
#include "harness/system/activity.h"
#include "harness/system/affinity.h"
#include "harness/system/event_names.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

/// A run is resumed after whatever befell the machine since it began.
void check_up_again(const Place& place, const run::Workers& workers, const fs::path& folder) {
  auto environment = place.environment;
  add_libraries(environment, run::catalogue_of(workers));
  run::add_findings(check_up(environment, probe_counters(place.cpus.worker), folder), folder);
}

int run_experiments(const RunOptions& options) {
  check_fail_on(options.conclusion.fail_on);
  interrupt_on_signals();
  const auto workers = run::find_workers(options.benches);
  const auto place = look_around(workers);
  if (!options.resume.empty()) check_resumable(options.resume, place.environment);
  const auto begun = options.resume.empty() ? start_run(options, place, workers) : fs::path(options.resume);
  if (!begun) {
    tell("memlore: interrupted before the run began\n");
    return interrupted;
  }
  const auto& folder = *begun;
  if (!options.resume.empty()) check_up_again(place, workers, folder);
  if (!options.conclusion.quiet) tell(fmt::format("{}\nrecording to {}\n", place.cpus.reason, folder.string()));

  system::pin_this_thread_to(place.cpus.of_parent());
  run::Foreman foreman(workers, place.cpus, place.allowed, run::geometry_of(place.environment.caches), folder);
  auto display = make_display(options.conclusion.quiet);
  const auto before = system::read_totals();
  auto record = run::conduct(foreman, {.folder = folder,
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
    run::add_findings(meanwhile, folder);
    tell(fmt::format("memlore: interrupted; go on with '{}'\n", resuming_command(folder, options.benches)));
    return interrupted;
  }
  std::ranges::copy(meanwhile, std::back_inserter(record.findings));
  record.findings = worst_of_each(record.findings);
  judge::validate(record, folder.string());
  report::write_text(folder / "run.json", encode(record) + '\n');
  run::tidy(folder, record);
  die_on_signals();
  system::pin_this_thread_to(place.allowed);
  return conclude(record, folder, options.conclusion);
}

}  // namespace

Command add_run(CLI::App& app, const std::string& command_line) {
  auto options = std::make_shared<RunOptions>();
  options->benches = default_benches().string();
  options->command_line = command_line;
  auto* command = app.add_subcommand("run", "Measures, judges and reports");
  // A resumed run keeps to the plan in its journal.
  auto* resume = command->add_option("--resume", options->resume, "Completes the interrupted run in this folder");
  command->add_option("--profile", options->profile, "smoke, quick or full")->capture_default_str()->excludes(resume);
  command->add_option("--filter", options->filter, "Only experiments whose id this regular expression finds")
      ->excludes(resume);
  auto* seed = command->add_option("--seed", options->seed, "Seed of orders, layouts and offsets; drawn if not given")
                   ->check(CLI::NonNegativeNumber)  // The parser would wrap a negative one round.
                   ->excludes(resume);
  command->add_option("--point", options->point, "Only points whose key (bytes:64/order:shuffled) this finds")
      ->excludes(resume);
  command->add_option("--arm", options->arm, "Only arms whose name this finds, to spend the time on them")
      ->excludes(resume);
  command->add_option("--passes", options->passes, "Only these passes: time, count, allocate, simulate, footprint")
      ->delimiter(',')
      ->excludes(resume);
  auto events = std::make_shared<std::string>();
  command->add_option("--events", *events, "Kernel counters beside the usual ones: cycles, r01c0, cpu/event=0x24,…/")
      ->excludes(resume);
  command
      ->add_option("--invocations", options->invocations,
                   "The most processes of the time pass that a comparison gets, instead of the profile's")
      ->check(CLI::Range(1, 1000))
      ->excludes(resume);
  command
      ->add_option("--half-width", options->half_width_per_cent,
                   "Per cent either way at which a ratio is known well enough, instead of the profile's; 0: use all "
                   "the time there is")
      ->check(CLI::Range(0.0, 100.0))
      ->excludes(resume);
  command->add_option("--time-cap", options->time_cap_seconds, "Seconds that the time pass may take")
      ->check(CLI::Range(1, 86400))
      ->excludes(resume);
  command->add_option("--out", options->out, "Folder of the run; by default results/<machine>/<run>")->excludes(resume);
  command
      ->add_option("--hang-limit", options->hang_limit_seconds, "Seconds of silence after which an arm counts as hung")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--benches", options->benches, "The benches program to run");
  command->add_option("--fail-on", options->conclusion.fail_on,
                      "Exit with 1 if a claim has this verdict (may be repeated)");
  command->add_flag("--quiet", options->conclusion.quiet, "No progress, no table");
  command->add_flag("--json", options->conclusion.json, "The judgement as JSON on standard output");
  command->add_flag("!--no-plots", options->conclusion.plots, "No figures and no page");
  return [options, seed, events] {
    if (!events->empty()) options->events = system::split_event_names(*events);
    options->seed_given = seed->count() > 0;
    return run_experiments(*options);
  };
}

}  // namespace memlore::app
