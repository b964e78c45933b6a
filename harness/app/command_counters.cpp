#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <memory>

#include "harness/app/arguments/locations.h"
#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/display.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/app/measuring/interruption.h"
#include "harness/app/measuring/known_answers.h"
#include "harness/model/conclusions/counters.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/report/counters_table.h"
#include "harness/run/workers/workers.h"
#include "harness/system/counters/event_names.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::app {
namespace {

struct CountersOptions {
  std::string events;
  std::string benches;
  bool self_test = false;
  bool quiet = false;
  bool json = false;
};

std::vector<PassStatus> passes_of(const run::Workers& workers) {
  return {{.pass = Pass::count, .source = "perf_event_open", .unavailable = {}},
          {.pass = Pass::allocate, .source = "interposed malloc", .unavailable = run::why_not(Pass::allocate, workers)},
          {.pass = Pass::simulate, .source = "callgrind", .unavailable = run::why_not(Pass::simulate, workers)},
          {.pass = Pass::footprint, .source = "/proc and getrusage", .unavailable = {}}};
}

int count(const CountersOptions& options) {
  interrupt_on_signals();
  auto workers = run::find_workers(options.benches);
  run::try_simulator(workers);
  const auto place = look_around(workers);
  const auto more = options.events.empty() ? std::vector<std::string>{} : system::split_event_names(options.events);
  Counters counters{.created = fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr))),
                    .machine = place.environment.machine,
                    .cpu = place.cpus.worker,
                    .events = probe_counters(place.cpus.worker, more),
                    .passes = passes_of(workers),
                    .self_tested = options.self_test,
                    .answers = {}};
  if (options.self_test) {
    const auto catalogue = run::catalogue_of(workers);
    const system::TemporaryFolder scratch;
    auto display = make_display(options.quiet || options.json);
    auto answers = ask_known_questions({.workers = workers,
                                        .place = place,
                                        .catalogue = catalogue,
                                        .passes = {all_passes.begin(), all_passes.end()},
                                        .counters = counters.events,
                                        .folder = scratch.path(),
                                        .silence = std::chrono::seconds(30),
                                        .show = [&](const run::Status& status) {
                                          display.show({status.step, status.detail, status.share, status.left});
                                        }});
    display.clear();
    if (!answers) return interrupted;
    if (answers->empty()) throw InputError(options.benches + " declares no experiment with known answers");
    counters.answers = std::move(*answers);
  }
  write_result(options.json ? encode(counters, true) + '\n' : report::counters_table(counters));
  const bool wrong =
      std::ranges::any_of(counters.answers, [](const AnswerOutcome& each) { return each.word == AnswerWord::wrong; });
  return wrong ? invalid_measurement : done;
}

}  // namespace

Command add_counters(CLI::App& app) {
  auto options = std::make_shared<CountersOptions>();
  auto* command = app.add_subcommand("counters", "Shows what can be counted here, and whether it is counted rightly");
  command->add_flag("--self-test", options->self_test,
                    "Asks every source of counts questions whose answers are known; exit 3 if one is wrong");
  command->add_option("--events", options->events, "More kernel counters: cycles, r01c0, cpu/event=0x24,umask=1/")
      ->check(not_empty());
  command->add_option("--benches", options->benches, "The benches program to ask")->check(not_empty());
  command->add_flag("--quiet", options->quiet, "No progress");
  command->add_flag("--json", options->json, "As JSON on standard output");
  return [options] {
    options->benches = benches_or_default(options->benches);
    return count(*options);
  };
}

}  // namespace memlore::app
