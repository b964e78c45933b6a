#include "harness/run/time_pass.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>

#include "harness/run/jobs.h"
#include "harness/run/plan/expected.h"
#include "harness/run/plan/rounds.h"

namespace memlore::run {
namespace {

/// The time cap stops no earlier than this: fewer processes have no 95 % interval.
constexpr int fewest_processes = 6;

std::int64_t own_cpu_ns() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  auto nanoseconds = [](const timeval& time) { return time.tv_sec * 1'000'000'000LL + time.tv_usec * 1'000LL; };
  return nanoseconds(usage.ru_utime) + nanoseconds(usage.ru_stime);
}

std::int64_t cap_ns(const Plan& plan) { return std::chrono::nanoseconds(plan.profile.time_cap).count(); }

}  // namespace

void TimePass::run() {
  begin_ = conditions_.now();
  earlier_ns_ = earlier_time_ns();
  const auto cpu_begin = own_cpu_ns();
  bool worked = false;
  for (const auto& stage : stages_of(plan())) {
    const auto cells = cells_of(stage);
    if (cells.empty() || work_.interrupted()) break;
    for (int i = stage.begin; i < stage.end && !work_.interrupted() && !past_cap(i); ++i) {
      worked = time_process(i, stage, cells) || worked;
    }
  }
  if (!worked) return;
  work_.journal().parent(
      {.wall_ns = std::chrono::nanoseconds(conditions_.now() - begin_).count(), .cpu_ns = own_cpu_ns() - cpu_begin});
}

/// Which cells a stage times. Of the data it asks only those of earlier processes, so that a resumed run asks the
/// same.
std::set<int> TimePass::cells_of(const Stage& stage) {
  if (stage.begin == 0) return timed_cells(plan(), experiments());
  const auto left = static_cast<double>(cap_ns(plan()) - spent_ns());
  if (left <= 0 || work_.interrupted()) return {};
  work_.read_again();
  return cells_still_wide(plan(), experiments(), conditions_.half_widths(work_.contents().run, stage.begin), stage,
                          left, waiting_ns(stage));
}

/// True: there was something left to do.
bool TimePass::time_process(int index, const Stage& stage, const std::set<int>& cells) {
  bool worked = false;
  const double waiting = waiting_ns(stage);
  double expected = 0;
  for (const int cell : cells) {
    expected += expected_cell_ns(plan(), plan().cells[static_cast<std::size_t>(cell)], waiting);
  }
  work_.start_step(stage.begin == 0 ? fmt::format("time {}/{}", index + 1, stage.end)
                                    : fmt::format("time {}, {} of the cells still wide", index + 1, cells.size()),
                   expected);
  const auto process = plan().processes[static_cast<std::size_t>(index)];  // A copy: the plan is read again.
  work_.complete(
      [&](const Progress& done) {
        auto job = time_job(plan(), experiments(), process, done, cells, waiting);
        if (job.cells.empty()) return std::vector<Assignment>{};
        worked = true;
        return std::vector{foreman_.assign(std::move(job), process)};
      },
      1, conditions_.silence);
  return worked;
}

/// What a process of a stage may be expected to wait for a core of its own, a cell. Before the first stage is over
/// nobody knows.
double TimePass::waiting_ns(const Stage& stage) const {
  return stage.begin == 0 ? 0 : waiting_of_a_cell_ns(work_.contents().run);
}

bool TimePass::past_cap(int process) const { return process >= fewest_processes && spent_ns() > cap_ns(plan()); }

/// What the time pass has taken, starting processes and looking at the precision included.
std::int64_t TimePass::spent_ns() const {
  return earlier_ns_ + std::chrono::nanoseconds(conditions_.now() - begin_).count();
}

/// The same of a run that was interrupted: by this program's own account, or, where it was killed before it could
/// write one, by that of its workers.
std::int64_t TimePass::earlier_time_ns() const {
  std::int64_t own = 0;
  for (const auto& each : work_.contents().run.parent) own += each.wall_ns;
  std::int64_t of_workers = 0;
  for (const auto& each : work_.contents().run.usage) of_workers += each.wall_ns;
  return std::max(own, of_workers);
}

double TimePass::expected_ns(const Plan& plan, const std::vector<Experiment>& experiments) {
  // Some comparison is wide on any machine: it may be expected to use what it may.
  const auto process = expected_process_ns(plan, experiments);
  const auto cap = std::max(static_cast<double>(cap_ns(plan)), fewest_processes * process);
  return std::min(cap, process * static_cast<double>(plan.processes.size()));
}

}  // namespace memlore::run
