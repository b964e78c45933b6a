#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>

#include "harness/app/arguments/fail_on.h"
#include "harness/app/arguments/locations.h"
#include "harness/app/arguments/place.h"
#include "harness/app/arguments/values.h"
#include "harness/app/commands.h"
#include "harness/app/console/exit_code.h"
#include "harness/app/console/output.h"
#include "harness/app/measuring/checkup.h"
#include "harness/doctor/examine.h"
#include "harness/model/json/json.h"
#include "harness/report/examination_table.h"
#include "harness/report/look.h"

namespace memlore::app {
namespace {

struct DoctorOptions {
  std::string benches;
  bool json = false;
  std::vector<std::string> fail_on;
};

/// Long enough for the kernel's ticks of 10 ms to tell a per cent.
constexpr std::chrono::milliseconds watch{1000};

const std::array<std::string, 2> gates{"severe", "warning"};

/// A gate for warnings fails on what is worse, too.
int exit_code_of(const Examination& examination, const std::vector<std::string>& fail_on) {
  if (fail_on.empty()) return done;
  const bool warnings_too = std::ranges::find(fail_on, "warning") != fail_on.end();
  const auto limit = warnings_too ? Severity::warning : Severity::severe;
  const auto bad = [&](const Finding& each) { return each.severity >= limit; };
  const auto found = std::ranges::find_if(examination.findings, bad);
  if (found == examination.findings.end()) return done;
  const auto others = std::ranges::count_if(examination.findings, bad) - 1;
  tell(fmt::format("memlore: --fail-on {}: {} is {}: {}{}", warnings_too ? "warning" : "severe", found->id,
                   report::look_of(found->severity).word, found->found,
                   others > 0 ? fmt::format("; and {} more", others) : ""));
  return gate_failed;
}

int examine(const DoctorOptions& options) {
  check_words_of_fail_on(options.fail_on, gates, "severity to fail on");
  auto workers = run::find_workers(benches_or_default(options.benches));
  run::try_simulator(workers);
  const auto place = look_around(workers, watch);
  auto environment = place.environment;
  add_libraries(environment, run::catalogue_of(workers));
  add_simulator(environment, workers);
  auto findings = check_up(environment, probe_counters(place.cpus.worker), results_folder());
  const auto examination = doctor::conclude(environment.machine, std::move(findings));
  if (options.json) {
    write_result(encode(examination, true) + '\n');
  } else {
    write_result(report::examination_table(examination, isatty(STDOUT_FILENO) != 0));
  }
  return exit_code_of(examination, options.fail_on);
}

}  // namespace

Command add_doctor(CLI::App& app) {
  auto options = std::make_shared<DoctorOptions>();
  auto* command = app.add_subcommand(
      "doctor",
      "Says what about this machine and this build can bend a measurement, and how to mend it; changes nothing");
  command->add_option("--benches", options->benches, "The benches program to look at")->check(not_empty());
  command->add_flag("--json", options->json, "The findings as JSON on standard output");
  command
      ->add_option("--fail-on", options->fail_on,
                   "Exit with 1 if there is a finding of this severity or a worse one: severe or warning")
      ->allow_extra_args(false);
  return [options] { return examine(*options); };
}

}  // namespace memlore::app
