#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <exception>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <random>

#include "harness/app/arguments/fail_on.h"
#include "harness/app/arguments/locations.h"
#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/display.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/app/measuring/interruption.h"
#include "harness/app/self_test/self_test_alarms.h"
#include "harness/app/self_test/self_test_power.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/report/self_test_table.h"
#include "harness/run/journal/run_folder.h"
#include "harness/run/plan/selection.h"
#include "harness/system/cpus/affinity.h"
#include "harness/system/files/record_files.h"

namespace memlore::app {
namespace {

namespace fs = std::filesystem;

const std::array<std::string, 2> gates{"false-alarms", "power"};

/// The gate on power: the share of runs that find a slowdown of at least this size, as the documents promise.
constexpr double least_power = 0.9;
constexpr double gated_slowdown = 0.01;

/// An arm of a session that reports nothing for this long counts as hung.
constexpr std::chrono::seconds silence{30};

struct SelfTestOptions {
  int comparisons = 1000;
  int power_runs = 10;
  std::optional<std::uint64_t> seed;  ///< Absent: drawn.
  std::string filter;
  std::string out;
  std::string benches;
  std::string command_line;
  std::vector<std::string> fail_on;
  bool keep = false;
  bool quiet = false;
  bool json = false;
};

SelfTest begun(const SelfTestOptions& options, const Place& place) {
  const auto now = fmt::gmtime(std::time(nullptr));
  return {.identity = {.id = fmt::format("{:%Y%m%dT%H%M%SZ}-aa", now),
                       .created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", now),
                       .command_line = options.command_line},
          .environment = place.environment,
          .profile = *profile_named("quick"),
          .seed = options.seed ? *options.seed : std::uint64_t{std::random_device{}()},
          .false_alarms = {},
          .power = {},
          .warnings = {}};
}

std::vector<Warning> warnings_about(const run::Workers& workers) {
  std::vector<Warning> warnings;
  if (workers.layouts.size() < 2) {
    warnings.push_back({"few_layouts", "measured in one code layout; another one may give another result"});
  }
  if (!run::why_not(Pass::simulate, workers).empty()) {
    warnings.push_back(
        {"not_simulated", run::why_not(Pass::simulate, workers) + ", so the planted slowdowns are not verified"});
  }
  return warnings;
}

/// The experiments whose arms are copied and the self-tests in which slowdowns are planted, as far as the filter
/// matches.
std::vector<Experiment> chosen_experiments(const Catalogue& catalogue, const SelfTestOptions& options) {
  auto chosen = run::filtered(catalogue.experiments, options.filter);
  if (options.filter.empty()) {
    for (auto& each : run::filtered(catalogue.experiments, self_test_family)) chosen.push_back(std::move(each));
  }
  if (chosen.empty()) throw InputError(fmt::format("--filter '{}' finds no experiment", options.filter));
  return chosen;
}

/// Returns false when interrupted.
bool measure(SelfTest& test, SelfTestSessions& sessions, const SelfTestSetup& setup, const SelfTestOptions& options) {
  if (options.comparisons > 0 && !count_false_alarms(sessions, setup, options.comparisons, test.false_alarms)) {
    return false;
  }
  if (options.power_runs == 0) return true;
  for (const auto& planted : usual_slowdowns(setup.experiments)) {
    std::optional<PowerPoint> point;
    const bool whole = measure_power(sessions, setup, planted, options.power_runs, point);
    if (point) test.power.push_back(*point);
    if (!whole) return false;
  }
  return true;
}

int exit_code_of(const SelfTest& test, const std::vector<std::string>& fail_on) {
  for (const auto& gate : fail_on) {
    bool failed = false;
    if (gate == gates[0] && test.false_alarms) {
      failed = test.false_alarms->comparisons.share > promised_false_alarms ||
               test.false_alarms->families.share > promised_false_alarms;
    }
    for (const auto& point : test.power) {
      failed = failed || (gate == gates[1] && point.slowdown >= gated_slowdown && point.found.share < least_power);
    }
    if (!failed) continue;
    tell(fmt::format("memlore: --fail-on {}: not as promised", gate));
    return gate_failed;
  }
  return done;
}

void tell_result(const SelfTest& test, const SelfTestOptions& options) {
  if (options.json) {
    write_result(encode(test) + '\n');
  } else if (!options.quiet) {
    write_result('\n' + report::self_test_table(test));
  }
}

/// How measuring ended.
struct MeasuringEnd {
  bool whole = false;            ///< False: it was interrupted or failed.
  std::exception_ptr failure{};  ///< Null where nothing failed.
};

/// Measures, and notes the results in `test`.
MeasuringEnd measure_in(const run::RunFolder& folder, SelfTest& test, const std::vector<Experiment>& experiments,
                        const run::Workers& workers, const Place& place, const SelfTestOptions& options) {
  auto display = make_display(options.quiet);
  report::ProgressText shown;
  const SelfTestSetup setup{
      .experiments = experiments,
      .sweep = {.layouts = static_cast<int>(workers.layouts.size()), .cpus = static_cast<int>(place.allowed.size())},
      .profile = test.profile,
      .seed = test.seed,
      .tell_step = [&](const std::string& step, double share) {
        shown = {.step = step, .detail = {}, .share = share, .left = {}};
      }};
  SelfTestSessions sessions(workers, place, options.keep ? folder.path() : folder.scratch(), options.keep, silence,
                            [&](const run::Status& status) {
                              shown.detail = status.step;
                              display.show(shown);
                            });
  system::pin_this_thread_to(place.cpus.of_parent());
  MeasuringEnd end;
  try {
    end.whole = measure(test, sessions, setup, options);
  } catch (const std::exception& error) {
    end.failure = std::current_exception();
    test.warnings.push_back(
        {"interrupted", fmt::format("ended early, this is what was counted until then: {}", error.what())});
  }
  display.clear();
  return end;
}

int self_test(const SelfTestOptions& options) {
  check_words_of_fail_on(options.fail_on, gates, "gate");
  interrupt_on_signals();
  auto workers = run::find_workers(options.benches);
  const auto catalogue = run::catalogue_of(workers);
  const auto experiments = chosen_experiments(catalogue, options);
  auto place = look_around(workers);
  add_libraries(place.environment, catalogue);
  if (options.power_runs > 0) run::try_simulator(workers);
  auto test = begun(options, place);
  test.warnings = warnings_about(workers);
  const auto folder = run::RunFolder::make(
      options.out.empty() ? results_folder() / test.environment.machine / test.identity.id : fs::path(options.out));
  if (!options.quiet) {
    tell(place.cpus.reason);
    tell(fmt::format("recording to {}", folder.path().string()));
  }
  const auto end = measure_in(folder, test, experiments, workers, place, options);
  const bool any = test.false_alarms || !test.power.empty();
  if (end.failure && !any) std::rethrow_exception(end.failure);
  if (!end.whole && !end.failure) {
    tell(fmt::format("memlore: interrupted; a self-test cannot be resumed{}",
                     any ? ", what it has counted is recorded" : ""));
    if (!any) return interrupted;
    test.warnings.push_back({"interrupted", "interrupted: this is what was counted until then"});
  }
  if (test.false_alarms) {
    std::ranges::copy(doubts_about_experiments(*test.false_alarms), std::back_inserter(test.warnings));
  }
  tell_result(test, options);
  system::write_text(folder.path() / "self_test.json", encode(test) + '\n');
  if (end.failure) std::rethrow_exception(end.failure);
  return end.whole ? exit_code_of(test, options.fail_on) : interrupted;
}

}  // namespace

Command add_aa(CLI::App& app, const std::string& command_line) {
  auto options = std::make_shared<SelfTestOptions>();
  options->command_line = command_line;
  auto* command = app.add_subcommand(
      "aa", "Tests the harness on this machine: false alarms between identical arms, and planted slowdowns");
  command->add_option("--comparisons", options->comparisons, "Number of comparisons of identical arms, about; 0: none")
      ->transform(whole_number(0, 1'000'000))
      ->capture_default_str();
  command->add_option("--power-runs", options->power_runs, "Runs of each planted slowdown; 0: none")
      ->transform(whole_number(0, 1000))
      ->capture_default_str();
  command->add_option("--seed", options->seed, "Seed of everything that is drawn; drawn if not given")
      ->transform(whole_number(0, std::numeric_limits<std::uint64_t>::max()));
  command->add_option("--filter", options->filter,
                      "Only experiments whose id this regular expression (RE2 syntax) matches; the planted ones are "
                      "self-test/cache-resident and self-test/memory-bound");
  command->add_option("--out", options->out, "Folder of the self-test; by default results/<machine>/<time>-aa")
      ->check(not_empty());
  command->add_option("--benches", options->benches, "The benches program to run")->check(not_empty());
  command
      ->add_option("--fail-on", options->fail_on,
                   "Exit with 1 if these are not as promised: false-alarms, power (may be repeated)")
      ->allow_extra_args(false);
  command->add_flag("--keep", options->keep, "Keep the record of every session");
  command->add_flag("--quiet", options->quiet, "No progress, no table");
  command->add_flag("--json", options->json, "The result as JSON on standard output");
  return [options] {
    if (options->comparisons == 0 && options->power_runs == 0)
      throw InputError("--comparisons 0 and --power-runs 0 together leave nothing to test");
    options->benches = benches_or_default(options->benches);
    return self_test(*options);
  };
}

}  // namespace memlore::app
