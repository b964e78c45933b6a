#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <iterator>
#include <memory>
#include <random>
#include <system_error>

#include "harness/app/commands.h"
#include "harness/app/conclusion.h"
#include "harness/app/exit_code.h"
#include "harness/app/locations.h"
#include "harness/app/nearest.h"
#include "harness/app/output.h"
#include "harness/judge/judge.h"
#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/report/progress_line.h"
#include "harness/report/record_files.h"
#include "harness/run/conduct.h"
#include "harness/run/journal.h"
#include "harness/run/sweep.h"
#include "harness/system/affinity.h"
#include "harness/system/environment.h"
#include "harness/system/perf_event.h"
#include "harness/system/sha1.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

struct RunOptions {
  std::string profile = "quick";
  std::string filter;
  std::string out;
  std::string resume;
  std::string benches = default_benches().string();
  std::uint64_t seed = 0;
  bool seed_given = false;
  int invocations = 0;
  int hang_limit_seconds = 30;
  std::string command_line;
  ConclusionOptions conclusion;
};

/// The machine as this run finds it.
struct Place {
  system::Topology topology;
  system::CpuChoice cpus;
  std::vector<int> allowed;
  Environment environment;
};

// Set by a signal; read between a worker's reports. Nothing else may happen in a handler.
volatile std::sig_atomic_t interruption = 0;

void interrupt_on_signals() {
  struct sigaction action {};
  action.sa_handler = [](int /*signal*/) { interruption = 1; };
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);  // NOLINT(cert-err33-c): a reader that left is seen at the write
}

/// Once all is recorded nothing asks for the flag any more, and drawing may take its time.
void die_on_signals() {
  std::signal(SIGINT, SIG_DFL);   // NOLINT(cert-err33-c)
  std::signal(SIGTERM, SIG_DFL);  // NOLINT(cert-err33-c)
}

Place look_around() {
  auto topology = system::read_topology();
  auto cpus = system::choose_cpus(topology, 2);
  auto environment = system::read_environment(topology, cpus.worker);
  std::vector<int> allowed;
  for (const auto& cpu : topology.cpus) {
    if (cpu.allowed) allowed.push_back(cpu.number);
  }
  environment.facts.push_back({.topic = "worker", .name = "cpu", .value = std::to_string(cpus.worker), .absent = {}});
  environment.facts.push_back({.topic = "worker", .name = "cpu choice", .value = cpus.reason, .absent = {}});
  return {.topology = std::move(topology), .cpus = std::move(cpus), .allowed = std::move(allowed), .environment = std::move(environment)};
}

void add_programs(Environment& environment, const run::Workers& workers, const Catalogue& catalogue) {
  for (std::size_t layout = 0; layout < workers.layouts.size(); ++layout) {
    environment.facts.push_back({.topic = "worker",
                                 .name = fmt::format("sha1 of layout {}", layout),
                                 .value = system::sha1_of_file(workers.layouts[layout]),
                                 .absent = {}});
  }
  for (const auto& library : catalogue.libraries) {
    Fact fact{.topic = "library", .name = library.name, .value = library.version, .absent = {}};
    if (library.version.empty()) fact = {.topic = "library", .name = library.name, .value = {}, .absent = "not built in"};
    environment.facts.push_back(std::move(fact));
  }
}

std::vector<CounterStatus> probe_counters() {
  std::vector<CounterStatus> result;
  for (const auto& spec : system::counted_events()) {
    CounterStatus status{.metric = spec.metric, .event = spec.name, .hardware = spec.hardware, .unavailable = {}};
    const auto opened = system::PerfEvent::open(spec);
    if (const auto* missing = std::get_if<system::Unavailable>(&opened)) status.unavailable = missing->reason;
    result.push_back(std::move(status));
  }
  return result;
}

const Profile& chosen_profile(const std::string& name) {
  if (const auto* profile = profile_named(name)) return *profile;
  std::vector<std::string> names;
  for (const auto& each : all_profiles()) names.push_back(each.name);
  throw InputError(fmt::format("--profile {}: no such profile{}; known: smoke, quick, full", name, suggestion(name, names)));
}

std::vector<Experiment> chosen_experiments(const Catalogue& catalogue, const std::string& filter) {
  auto experiments = run::filtered(catalogue.experiments, filter);
  if (!experiments.empty()) return experiments;
  std::vector<std::string> ids;
  for (const auto& each : catalogue.experiments) ids.push_back(each.id);
  throw InputError(fmt::format("--filter '{}' finds no experiment{} ('memlore list' shows them)", filter, suggestion(filter, ids)));
}

RunIdentity identify(const std::string& profile, std::uint64_t seed, const std::string& command_line) {
  const auto now = fmt::gmtime(std::time(nullptr));
  return {.id = fmt::format("{:%Y%m%dT%H%M%SZ}-{}-{:x}", now, profile, seed & 0xffffU),
          .created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now),
          .command_line = command_line};
}

fs::path make_folder(const RunOptions& options, const Environment& environment, const RunIdentity& identity) {
  const auto folder = options.out.empty() ? results_folder() / environment.machine / identity.id : fs::path(options.out);
  std::error_code error;
  if (fs::exists(folder / "run.json", error) || fs::exists(run::journal_in(folder), error)) {
    throw InputError(fmt::format("--out {}: there is a run already; name another folder, or finish it with --resume", folder.string()));
  }
  fs::create_directories(folder, error);
  if (error) throw InputError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  return folder;
}

fs::path start_run(const RunOptions& options, const Place& place, const run::Workers& workers) {
  const auto& profile = chosen_profile(options.profile);
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
          .counters = probe_counters(),
          .usage = {},
          .parent = {}};
  add_programs(run.environment, workers, catalogue);
  run.plan = run::plan_sweep(run.experiments, profile, seed,
                             {.filter = options.filter,
                              .layouts = static_cast<int>(workers.layouts.size()),
                              .cpus = static_cast<int>(place.allowed.size()),
                              .invocations = options.invocations});
  const auto folder = make_folder(options, run.environment, run.identity);
  run::begin(run, folder);
  return folder;
}

/// A second half from another machine or another build would be taken for a difference between invocations.
void check_same_place(const Environment& begun, const Environment& here, const std::string& folder) {
  if (begun.machine != here.machine) {
    throw InputError(fmt::format("--resume {}: the run was begun on {}, this is {}", folder, begun.machine, here.machine));
  }
  auto programs = [](const Environment& environment) {
    std::vector<Fact> facts;
    std::ranges::copy_if(environment.facts, std::back_inserter(facts), [](const Fact& each) {
      return each.topic == "worker" && each.name.starts_with("sha1 of layout");
    });
    return facts;
  };
  if (programs(begun) == programs(here)) return;
  throw InputError(fmt::format(
      "--resume {}: the run was begun with another build of the benches program; build that one again, or name it with --benches",
      folder));
}

fs::path resumed_folder(const std::string& folder, const Place& place, const run::Workers& workers) {
  std::error_code error;
  if (!fs::exists(run::journal_in(folder), error)) {
    const bool complete = fs::exists(fs::path(folder) / "run.json", error);
    throw InputError(fmt::format("--resume {}: {}", folder, complete ? "that run is complete" : "no journal of a run there"));
  }
  auto here = place.environment;
  add_programs(here, workers, {});
  check_same_place(run::read_journal(run::journal_in(folder)).run.environment, here, folder);
  return folder;
}

/// The command that goes on with a run.
std::string resuming(const fs::path& folder, const std::string& benches) {
  const bool usual = benches == default_benches().string();
  return fmt::format("memlore run --resume {}{}", folder.string(), usual ? "" : " --benches " + benches);
}

report::ProgressDisplay make_display(bool quiet) {
  using Kind = report::ProgressDisplay::Kind;
  return {stderr, quiet ? Kind::none : isatty(STDERR_FILENO) != 0 ? Kind::live : Kind::plain};
}

/// Nobody left to see how far it is does not end a measurement.
template <class Show>
void while_seen(Show show) {
  try {
    show();
  } catch (const std::system_error&) {
    std::clearerr(stderr);
  }
}

int run_experiments(const RunOptions& options) {
  check_fail_on(options.conclusion.fail_on);
  interrupt_on_signals();
  const auto workers = run::find_workers(options.benches);
  const auto place = look_around();
  const auto folder = options.resume.empty() ? start_run(options, place, workers)
                                              : resumed_folder(options.resume, place, workers);
  if (!options.conclusion.quiet) tell(fmt::format("{}\nrecording to {}\n", place.cpus.reason, folder.string()));

  system::pin_this_thread(place.cpus.parent);
  run::Foreman foreman(workers, place.cpus, place.allowed, run::geometry_of(place.environment.caches), folder);
  auto display = make_display(options.conclusion.quiet);
  auto record = run::conduct(foreman, {.folder = folder,
                                       .silence = std::chrono::seconds(options.hang_limit_seconds),
                                       .show = [&](const run::Status& status) {
                                         while_seen([&] {
                                           display.show({status.step, status.detail, status.share, status.left});
                                         });
                                       },
                                       .interrupted = [] { return interruption != 0; }});
  while_seen([&] { display.clear(); });
  if (!record.complete) {
    tell(fmt::format("memlore: interrupted; go on with '{}'\n", resuming(folder, options.benches)));
    return interrupted;
  }
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
  options->command_line = command_line;
  auto* command = app.add_subcommand("run", "Measures, judges and reports");
  // A resumed run keeps to the plan in its journal.
  auto* resume = command->add_option("--resume", options->resume, "Completes the interrupted run in this folder");
  command->add_option("--profile", options->profile, "smoke, quick or full")->capture_default_str()->excludes(resume);
  command->add_option("--filter", options->filter, "Only experiments whose id this regular expression finds")->excludes(resume);
  auto* seed = command->add_option("--seed", options->seed, "Seed of orders, layouts and offsets; drawn if not given")
                   ->excludes(resume);
  command->add_option("--invocations", options->invocations, "Processes of the time pass, instead of the profile's")
      ->check(CLI::Range(1, 1000))
      ->excludes(resume);
  command->add_option("--out", options->out, "Folder of the run; by default results/<machine>/<run>")->excludes(resume);
  command->add_option("--hang-limit", options->hang_limit_seconds, "Seconds of silence after which an arm counts as hung")
      ->check(CLI::Range(1, 3600))
      ->capture_default_str();
  command->add_option("--benches", options->benches, "The benches program to run");
  command->add_option("--fail-on", options->conclusion.fail_on, "Exit with 1 if a claim has this verdict (may be repeated)");
  command->add_flag("--quiet", options->conclusion.quiet, "No progress, no table");
  command->add_flag("--json", options->conclusion.json, "The judgement as JSON on standard output");
  command->add_flag("!--no-plots", options->conclusion.plots, "No figures and no page");
  return [options, seed] {
    options->seed_given = seed->count() > 0;
    return run_experiments(*options);
  };
}

}  // namespace memlore::app
