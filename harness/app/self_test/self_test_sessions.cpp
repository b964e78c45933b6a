#include "harness/app/self_test/self_test_sessions.h"

#include <fmt/format.h>

#include "harness/app/measuring/interruption.h"
#include "harness/judge/judge.h"
#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/run/execute.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/system/files/record_files.h"

namespace memlore::app {

std::optional<Run> SelfTestSessions::measure(SessionPlan session) {
  auto folder = run::RunFolder::make(folder_ / fmt::format("session-{}", ++sessions_));
  Run begun;
  begun.identity = {.id = fmt::format("self-test-{}", sessions_), .created = {}, .command_line = "memlore aa"};
  begun.environment = place_.environment;
  begun.experiments = std::move(session.experiments);
  begun.plan = std::move(session.plan);
  begun.plan.profile.altered = {"as a session of the self-test"};
  begun.counters = std::move(session.counters);
  run::Journal::begin(folder.journal(), begun);
  run::Dispatcher dispatcher(workers_, place_.cpus, place_.allowed, run::geometry_of(place_.environment.caches),
                             folder.scratch());
  auto record = run::execute(dispatcher, {.folder = folder.path(),
                                          .silence = silence_,
                                          .half_widths = std::move(session.half_widths),
                                          .show = show_,
                                          .interrupted = interrupted_by_signal});
  folder.discard();
  if (!record.complete) return std::nullopt;
  judge::validate(record, folder.path().string());
  if (keep_) system::write_text(folder.path() / "run.json", encode(record) + '\n');
  return record;
}

void expect_no_fault(const Run& record) {
  if (record.faults.empty()) return;
  const auto& fault = record.faults.front();
  throw MachineError(fmt::format("the self-test cannot go on: arm '{}' of {} {}: {}", fault.arm, fault.experiment,
                                 fault.kind, fault.detail));
}

}  // namespace memlore::app
