#include "harness/app/self_test_sessions.h"

#include <fmt/format.h>

#include "harness/app/interruption.h"
#include "harness/judge/judge.h"
#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/report/record_files.h"
#include "harness/run/conduct.h"

namespace memlore::app {

std::optional<Run> SelfTestSessions::measure(SessionPlan session) {
  const auto folder = folder_ / fmt::format("session-{}", ++sessions_);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw InputError(fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  Run begun{.identity = {.id = fmt::format("self-test-{}", sessions_), .created = {}, .command_line = "memlore aa"},
            .environment = place_.environment,
            .experiments = std::move(session.experiments),
            .plan = std::move(session.plan),
            .series = {},
            .observations = {},
            .faults = {},
            .counters = std::move(session.counters),
            .usage = {},
            .parent = {}};
  run::begin(begun, folder);
  run::Foreman foreman(workers_, place_.cpus, place_.allowed, run::geometry_of(place_.environment.caches), folder);
  auto record = run::conduct(foreman, {.folder = folder,
                                       .half_widths = std::move(session.half_widths),
                                       .show = show_,
                                       .interrupted = interrupted_by_signal});
  if (record.complete) {
    judge::validate(record, folder.string());
    run::tidy(folder, record);
  }
  if (!record.faults.empty()) {
    const auto& fault = record.faults.front();
    throw MachineError(fmt::format("the self-test cannot go on: arm '{}' of {} {}: {}", fault.arm, fault.experiment,
                                   fault.kind, fault.detail));
  }
  if (record.complete && keep_) report::write_text(folder / "run.json", encode(record) + '\n');
  if (!keep_) std::filesystem::remove_all(folder, error);
  if (!record.complete) return std::nullopt;
  return record;
}

}  // namespace memlore::app
