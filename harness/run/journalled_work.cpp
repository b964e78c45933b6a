#include "harness/run/journalled_work.h"

#include <fmt/format.h>

#include "harness/model/input_error.h"
#include "harness/run/conduct.h"

namespace memlore::run {

JournalledWork::JournalledWork(const Conditions& conditions)
    : conditions_(conditions),
      journal_(journal_in(conditions.folder)),
      reader_(journal_in(conditions.folder)),
      contents_(reader_.read()) {}

void JournalledWork::complete(const Remaining& remaining, int at_once, std::chrono::milliseconds silence) {
  while (!interrupted_) {
    if (stale_) read_again();
    auto assignments = remaining(Progress(contents_));
    if (assignments.empty()) return;
    Crew crew(at_once, silence);
    for (auto& each : assignments) crew.enqueue(std::move(each));
    bool failed = false;
    crew.work({.report = [&](std::string_view line) { record(line); },
               .ended =
                   [&](const Assignment& assignment, const Outcome& outcome) {
                     if (outcome.finished) return;
                     failed = true;
                     blame(assignment, outcome, silence);
                   },
               .tick = [&] { show(); },
               .interrupted = [&] { return interrupted_ = interrupted_ || conditions_.interrupted(); }});
    if (!failed) return;
  }
}

void JournalledWork::read_again() {
  contents_ = reader_.read();
  stale_ = false;
}

void JournalledWork::start_step(const std::string& step, double expected_ns) {
  timeline_.start_step(step, expected_ns);
  show();
}

void JournalledWork::record(std::string_view line) {
  journal_.line(line);
  ++records_;
  // A fault changes what is left to do; the crew is told at the next assignment.
  if (line.starts_with(R"({"fault")")) stale_ = true;
}

/// A dead worker's last announcement says whose fault it was. Under callgrind the simulator itself may be at fault
/// (an instruction it does not know): the arm ran natively before, so only its simulated pass is left out.
void JournalledWork::blame(const Assignment& assignment, const Outcome& outcome, std::chrono::milliseconds silence) {
  stale_ = true;
  const auto how = outcome.timed_out ? fmt::format("reported nothing for {} s and was killed", silence.count() / 1000)
                                     : "its process " + in_words(outcome.ending);
  const auto at = outcome.at_work;
  if (at.cell < 0)
    throw MachineError(fmt::format("a worker did not begin: {}; see {}", how, assignment.process.log.string()));
  const auto& cell = contents_.run.plan.cells.at(static_cast<std::size_t>(at.cell));
  const auto arm = at.arm < 0 ? std::string("(preparing)") : cell.arms.at(static_cast<std::size_t>(at.arm)).name;
  if (assignment.job.task == Task::simulate && at.arm >= 0) {
    journal_.left_out(
        at.cell, at.arm,
        {.experiment = {}, .point = {}, .arm = {}, .pass = "simulate", .reason = "under callgrind " + how});
    return;
  }
  journal_.fault({.experiment = cell.experiment,
                  .point = cell.point.key(),
                  .arm = arm,
                  .kind = outcome.timed_out ? "hung" : "crashed",
                  .detail = how});
}

}  // namespace memlore::run
