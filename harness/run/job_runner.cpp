#include "harness/run/job_runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"
#include "harness/run/journal/journal.h"
#include "harness/run/journal/run_folder.h"
#include "harness/system/files/record_files.h"
#include "harness/system/processes/limits.h"

namespace memlore::run {
namespace {

std::uintmax_t size_of(const std::filesystem::path& log) {
  std::error_code error;
  const auto size = std::filesystem::file_size(log, error);
  return error ? 0 : size;
}

/// The last line of a log after a place. The worker's folder may be removed with the log, so the line goes into the
/// message.
std::string last_words_in(const std::filesystem::path& log, std::uintmax_t begin) {
  std::string last;
  if (!system::is_regular_file(log)) return last;
  std::istringstream lines(system::read_text(log, begin));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty()) last = std::move(line);
  }
  return last.empty() ? last : fmt::format("; it said '{}'", printable(last, 2 * longest_quote));
}

}  // namespace

JobRunner::JobRunner(const ExecuteOptions& options)
    : options_(options),
      journal_(journal_in(options.folder)),
      reader_(journal_in(options.folder)),
      contents_(reader_.read()),
      next_worker_(contents_.next_worker) {}

void JobRunner::run(const Remaining& remaining, int at_once, std::chrono::milliseconds silence) {
  while (!interrupted_) {
    if (stale_) read_again();
    auto assignments = remaining(Progress(contents_));
    if (assignments.empty()) return;
    log_begin_ = size_of(assignments.front().process.log);
    WorkerPool pool(at_once, silence);
    for (auto& each : assignments) {
      each.job.worker = next_worker_++;
      pool.enqueue(std::move(each));
    }
    bool failed = false;
    pool.work({.report = [&](std::string_view line) { record(line); },
               .ended =
                   [&](const Assignment& assignment, const Outcome& outcome) {
                     if (outcome.finished) {
                       early_deaths_ = 0;
                       return;
                     }
                     failed = true;
                     record_failure(assignment, outcome, silence);
                   },
               .tick = [&] { show(); },
               .interrupted = [&] { return interrupted_ = interrupted_ || options_.interrupted(); }});
    if (!failed) return;
  }
}

void JobRunner::read_again() {
  contents_ = reader_.read();
  stale_ = false;
}

void JobRunner::start_step(const std::string& step, double expected_ns) {
  timeline_.start_step(step, expected_ns);
  show();
}

void JobRunner::record(std::string_view line) {
  journal_.record(line);
  ++records_;
  // A fault changes what is left to do.
  if (line.starts_with(R"({"fault")")) stale_ = true;
}

/// The arm that a worker announced last is at fault. Under callgrind the simulator itself may be (an instruction that
/// it does not know): the arm ran natively before, so only its simulated pass is left out.
void JobRunner::record_failure(const Assignment& assignment, const Outcome& outcome,
                               std::chrono::milliseconds silence) {
  stale_ = true;
  const auto how = !outcome.wrong.empty() ? "its process reported " + outcome.wrong
                   : outcome.timed_out ? fmt::format("reported nothing for {} s and was killed", silence.count() / 1000)
                                       : "its process " + in_words(outcome.ending);
  auto at = outcome.at_work;
  if (at.cell < 0 && outcome.wrong.empty()) {
    count_early_death(assignment, how);
    return;
  }
  if (at.cell < 0) at.cell = assignment.job.cells.at(0).index;
  const auto& cell = contents_.run.plan.cells.at(at.cell);
  const auto arm = at.arm < 0 ? std::string("(preparing)") : cell.arms.at(at.arm).name;
  if (assignment.job.task == Task::simulate && at.arm >= 0) {
    journal_.left_out(at.cell, at.arm, {.pass = "simulate", .reason = "under callgrind " + how});
    return;
  }
  journal_.fault({.experiment = cell.experiment,
                  .point = cell.point.key(),
                  .arm = arm,
                  .kind = !outcome.wrong.empty() ? "misreported"
                          : outcome.timed_out    ? "hung"
                                                 : "crashed",
                  .detail = how});
}

void JobRunner::count_early_death(const Assignment& assignment, const std::string& how) {
  constexpr int enough = 3;
  if (++early_deaths_ < enough) return;
  early_deaths_ = 0;
  const auto limits = system::tight_limits();
  const auto what = fmt::format("{} workers in a row did not begin: {}{}{}{}", enough, how,
                                last_words_in(assignment.process.log, log_begin_), limits.empty() ? "" : "; ", limits);
  const auto task = assignment.job.task;
  if (task == Task::calibrate || task == Task::time) throw MachineError(what);
  leave_out(assignment.job, what);
}

void JobRunner::leave_out(const Job& job, const std::string& reason) {
  stale_ = true;
  const auto pass = std::ranges::find(all_passes, job.task, task_of);
  for (const auto& cell : job.cells) {
    for (int arm = 0; arm < std::ssize(cell.cell.arms); ++arm) {
      if (cell.cell.arms[arm].iterations == 0) continue;
      journal_.left_out(cell.index, arm, {.pass = std::string(name_of(*pass)), .reason = reason});
    }
  }
}

}  // namespace memlore::run
