#include "harness/run/conduct.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "harness/model/input_error.h"
#include "harness/run/allotment.h"
#include "harness/run/expected.h"
#include "harness/run/jobs.h"
#include "harness/run/journal.h"
#include "harness/run/timeline.h"
#include "harness/system/build_info.h"

namespace memlore::run {
namespace {

using Clock = std::chrono::steady_clock;

/// The time cap stops no earlier than this: fewer invocations have no 95 % interval.
constexpr int fewest_invocations = 6;

std::int64_t own_cpu_ns() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto nanoseconds = [](const timeval& time) { return time.tv_sec * 1'000'000'000LL + time.tv_usec * 1'000LL; };
  return nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
}

class Conductor {
 public:
  Conductor(Foreman& foreman, const Conditions& conditions)
      : foreman_(foreman),
        conditions_(conditions),
        journal_(journal_in(conditions.folder)),
        reader_(journal_in(conditions.folder)),
        contents_(reader_.read()) {}

  Run conduct() {
    calibrate();
    time_invocations();
    for (const auto pass : {Pass::allocate, Pass::count, Pass::simulate, Pass::footprint}) observe(pass);
    read_again();
    contents_.run.complete = !interrupted_;
    return std::move(contents_.run);
  }

 private:
  using Remaining = std::function<std::vector<Assignment>(const Progress&)>;

  const Plan& plan() const { return contents_.run.plan; }
  const std::vector<Experiment>& experiments() const { return contents_.run.experiments; }
  void read_again() { contents_ = reader_.read(); }

  /// Lets the crew do what is left, and once more for as long as somebody failed; each failure takes an arm out.
  void complete(const Remaining& remaining, int at_once, std::chrono::milliseconds silence) {
    while (!interrupted_) {
      if (stale_) read_again();
      stale_ = false;
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

  void record(std::string_view line) {
    journal_.line(line);
    ++records_;
    // A fault changes what is left to do; the crew is told at the next assignment.
    if (line.starts_with(R"({"fault")")) stale_ = true;
  }

  /// A dead worker's last announcement says whose fault it was. Under callgrind the simulator itself may be at fault
  /// (an instruction it does not know): the arm ran natively before, so only its simulated pass is left out.
  void blame(const Assignment& assignment, const Outcome& outcome, std::chrono::milliseconds silence) {
    stale_ = true;
    const auto how = outcome.timed_out ? fmt::format("reported nothing for {} s and was killed", silence.count() / 1000)
                                       : "its process " + in_words(outcome.ending);
    const auto at = outcome.at_work;
    if (at.cell < 0)
      throw MachineError(fmt::format("a worker did not begin: {}; see {}", how, assignment.process.log.string()));
    const auto& cell = plan().cells.at(static_cast<std::size_t>(at.cell));
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

  void calibrate() {
    start_step("calibrate", 0);
    if (contents_.calibrated) return;
    complete(
        [&](const Progress& done) {
          std::vector<Assignment> assignments;
          for (auto& job : calibration_jobs(plan(), experiments(), done))
            assignments.push_back(foreman_.assign(std::move(job)));
          return assignments;
        },
        1, conditions_.silence);
    if (interrupted_) return;
    read_again();
    journal_.plan(calibrated(plan(), contents_.calibrations, contents_.timekeeping));
    read_again();
  }

  [[nodiscard]] bool wants(Pass pass) const {
    const auto& wanted = plan().profile.passes;
    return std::ranges::find(wanted, pass) != wanted.end();
  }

  void time_invocations() {
    if (!wants(Pass::time)) return;
    expect_all();
    begin_ = conditions_.now();
    earlier_ns_ = earlier_time_ns();
    const auto cpu_begin = own_cpu_ns();
    bool worked = false;
    for (const auto& stage : stages_of(plan())) {
      const auto cells = cells_of(stage);
      if (cells.empty() || interrupted_) break;
      for (int i = stage.begin; i < stage.end && !interrupted_ && !past_cap(i); ++i) {
        worked = time_invocation(i, stage, cells) || worked;
      }
    }
    if (!worked) return;
    journal_.parent(
        {.wall_ns = std::chrono::nanoseconds(conditions_.now() - begin_).count(), .cpu_ns = own_cpu_ns() - cpu_begin});
    stale_ = true;
  }

  /// Which cells a stage times. Of the data it asks only those of earlier invocations, so that a resumed run asks the
  /// same.
  std::set<int> cells_of(const Stage& stage) {
    if (stage.begin == 0) return timed_cells(plan(), experiments());
    const auto left = static_cast<double>(cap_ns() - spent_ns());
    if (left <= 0 || interrupted_) return {};
    read_again();
    return cells_still_wide(plan(), experiments(), conditions_.half_widths(contents_.run, stage.begin), stage, left);
  }

  /// True: there was something left to do.
  bool time_invocation(int index, const Stage& stage, const std::set<int>& cells) {
    bool worked = false;
    double expected = 0;
    for (const int cell : cells) expected += expected_cell_ns(plan(), plan().cells[static_cast<std::size_t>(cell)]);
    start_step(stage.begin == 0 ? fmt::format("time {}/{}", index + 1, stage.end)
                                : fmt::format("time {}, {} of the cells still wide", index + 1, cells.size()),
               expected);
    const auto invocation = plan().invocations[static_cast<std::size_t>(index)];  // A copy: the plan is read again.
    complete(
        [&](const Progress& done) {
          auto job = time_job(plan(), experiments(), invocation, done, cells);
          if (job.cells.empty()) return std::vector<Assignment>{};
          worked = true;
          return std::vector{foreman_.assign(std::move(job), invocation)};
        },
        1, conditions_.silence);
    return worked;
  }

  [[nodiscard]] std::int64_t cap_ns() const { return std::chrono::nanoseconds(plan().profile.time_cap).count(); }

  [[nodiscard]] bool past_cap(int invocation) const {
    return invocation >= fewest_invocations && spent_ns() > cap_ns();
  }

  /// What the time pass has taken, starting processes and looking at the precision included.
  [[nodiscard]] std::int64_t spent_ns() const {
    return earlier_ns_ + std::chrono::nanoseconds(conditions_.now() - begin_).count();
  }

  /// The same of a run that was interrupted: by this program's own account, or, where it was killed before it could
  /// write one, by that of its workers.
  [[nodiscard]] std::int64_t earlier_time_ns() const {
    std::int64_t own = 0;
    for (const auto& each : contents_.run.parent) own += each.wall_ns;
    std::int64_t of_workers = 0;
    for (const auto& each : contents_.run.usage) of_workers += each.wall_ns;
    return std::max(own, of_workers);
  }

  void observe(Pass pass) {
    if (interrupted_ || !wants(pass)) return;
    // Hardware events share caches with whatever runs beside; the other passes do not care.
    const bool alone = pass == Pass::count && any_hardware_event();
    const int at_once = alone ? 1 : foreman_.parallel();
    start_step(std::string(name_of(pass)), expected_pass_ns(plan(), experiments(), pass, at_once));
    const auto missing = why_not(pass, foreman_.workers());
    const auto silence = pass == Pass::simulate ? 10 * conditions_.silence : conditions_.silence;
    stale_ = true;
    if (pass == Pass::simulate && missing.empty()) {
      simulate(at_once, silence);
      return;
    }
    complete(
        [&](const Progress& done) {
          std::vector<Assignment> assignments;
          for (auto& job : observation_jobs(plan(), experiments(), pass, done, at_once)) {
            if (missing.empty()) {
              assignments.push_back(foreman_.assign(std::move(job)));
            } else {
              leave_out(job, pass, missing);
            }
          }
          return assignments;
        },
        at_once, silence);
  }

  /// One simulation after the other: what the first leaves out, the next does not try.
  void simulate(int at_once, std::chrono::milliseconds silence) {
    for (const auto& simulation : foreman_.simulations()) {
      stale_ = true;
      complete(
          [&](const Progress& done) {
            std::vector<Assignment> assignments;
            for (auto& job : simulation_jobs(plan(), experiments(), simulation.counters, done, at_once))
              assignments.push_back(foreman_.assign(std::move(job), simulation));
            return assignments;
          },
          at_once, silence);
    }
  }

  bool any_hardware_event() const {
    return std::ranges::any_of(contents_.run.counters,
                               [](const CounterStatus& each) { return each.hardware && each.unavailable.empty(); });
  }

  /// Says in the journal of every arm of a job why it is not observed.
  void leave_out(const Job& job, Pass pass, const std::string& reason) {
    for (const auto& cell : job.cells) {
      for (std::size_t arm = 0; arm < cell.cell.arms.size(); ++arm) {
        if (cell.cell.arms[arm].iterations == 0) continue;
        journal_.left_out(
            cell.index, static_cast<int>(arm),
            {.experiment = {}, .point = {}, .arm = {}, .pass = std::string(name_of(pass)), .reason = reason});
      }
    }
  }

  void expect_all() {
    // Some comparison is wide on any machine: the time pass may be expected to use what it may.
    const auto invocations = static_cast<double>(plan().invocations.size());
    const auto cap =
        std::max(static_cast<double>(cap_ns()), fewest_invocations * expected_invocation_ns(plan(), experiments()));
    auto expected = std::min(cap, expected_invocation_ns(plan(), experiments()) * invocations);
    for (const auto pass : {Pass::allocate, Pass::count, Pass::simulate, Pass::footprint}) {
      if (wants(pass)) expected += expected_pass_ns(plan(), experiments(), pass, foreman_.parallel());
    }
    timeline_.expect(expected);
  }

  void start_step(const std::string& step, double expected_ns) {
    timeline_.start_step(step, expected_ns);
    show();
  }

  void show() { conditions_.show(timeline_.status(records_)); }

  Foreman& foreman_;
  const Conditions& conditions_;
  Journal journal_;
  JournalReader reader_;
  JournalContents contents_;
  Clock::time_point begin_{};    ///< Of the time pass, in this process.
  std::int64_t earlier_ns_ = 0;  ///< What the time pass took before it was interrupted.
  bool interrupted_ = false;
  bool stale_ = false;
  std::int64_t records_ = 0;
  Timeline timeline_;
};

}  // namespace

std::string why_not(Pass pass, const Workers& workers) {
  if (pass == Pass::simulate && workers.valgrind.empty()) {
    return system::build_info().sanitizers.empty()
               ? "valgrind is not installed: 'scripts/bootstrap' or your package manager installs it"
               : "valgrind does not run sanitized programs";
  }
  if (pass == Pass::allocate && workers.allocations.empty()) {
    return "this build does not interpose malloc (a sanitizer owns it)";
  }
  return {};
}

std::filesystem::path journal_in(const std::filesystem::path& folder) { return folder / "journal.jsonl"; }

void tidy(const std::filesystem::path& folder, const Run& run) {
  std::filesystem::remove(journal_in(folder));
  std::vector<std::filesystem::path> scratch;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    const bool log = name == "workers.log" || name == "valgrind.log";
    if (name.starts_with("callgrind.") || (log && run.faults.empty())) scratch.push_back(entry.path());
  }
  for (const auto& each : scratch) std::filesystem::remove(each);
}

void begin(const Run& run, const std::filesystem::path& folder) { Journal(journal_in(folder)).begin(run); }

void add_findings(std::span<const Finding> findings, const std::filesystem::path& folder) {
  Journal journal(journal_in(folder));
  for (const auto& finding : findings) journal.finding(finding);
}

Run conduct(Foreman& foreman, const Conditions& conditions) { return Conductor(foreman, conditions).conduct(); }

}  // namespace memlore::run
