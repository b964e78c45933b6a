#include "harness/run/time_pass.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>

#include "harness/run/jobs.h"
#include "harness/run/plan/expected.h"
#include "harness/run/plan/rounds.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {
namespace {

/// The time cap never stops the pass earlier: fewer processes have no 95 % interval.
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
  begin_ = options_.now();
  earlier_ns_ = earlier_time_ns();
  const auto cpu_begin = own_cpu_ns();
  bool worked = false;
  for (const auto& stage : stages_of(plan())) {
    const auto cells = cells_of(stage);
    if (cells.empty() || runner_.interrupted()) break;
    for (int i = stage.begin; i < stage.end && !runner_.interrupted() && !past_cap(i); ++i) {
      worked = time_process(i, stage, cells) || worked;
    }
  }
  if (!worked) return;
  runner_.journal().parent(
      {.wall_ns = std::chrono::nanoseconds(options_.now() - begin_).count(), .cpu_ns = own_cpu_ns() - cpu_begin});
}

/// The cells that a stage times. They depend on the data of earlier processes alone, so that a resumed run times the
/// same.
std::set<int> TimePass::cells_of(const Stage& stage) {
  if (stage.begin == 0) return cells_of_pass(plan(), experiments(), Pass::time);
  const auto left = static_cast<double>(cap_ns(plan()) - spent_ns());
  if (left <= 0 || runner_.interrupted()) return {};
  runner_.read_again();
  return cells_still_wide(plan(), experiments(), options_.half_widths(runner_.contents().run, stage.begin), stage, left,
                          waiting_ns(stage));
}

/// Returns whether anything was left to do.
bool TimePass::time_process(int index, const Stage& stage, const std::set<int>& cells) {
  bool worked = false;
  const double waiting = waiting_ns(stage);
  double expected = 0;
  for (const int cell : cells) {
    expected += expected_cell_ns(plan(), plan().cells[cell], waiting);
  }
  runner_.start_step(stage.begin == 0 ? fmt::format("time {}/{}", index + 1, stage.end)
                                      : fmt::format("time {}, {} of the cells still wide", index + 1, cells.size()),
                     expected);
  const auto process = plan().processes[index];  // A copy: the plan is read again.
  runner_.run(
      [&](const Progress& done) {
        auto job = time_job(plan(), experiments(), process, done, cells, waiting);
        if (job.cells.empty()) return std::vector<Assignment>{};
        worked = true;
        return std::vector{dispatcher_.assign(std::move(job), process)};
      },
      1, options_.silence);
  return worked;
}

/// How long a process of a stage will wait for a core without neighbours, in ns a cell; not known before the first
/// stage is over.
double TimePass::waiting_ns(const Stage& stage) const {
  return stage.begin == 0 ? 0 : waiting_of_a_cell_ns(runner_.contents().run);
}

bool TimePass::past_cap(int process) const { return process >= fewest_processes && spent_ns() > cap_ns(plan()); }

/// Time that the pass has taken, starting processes and looking at the precision included.
std::int64_t TimePass::spent_ns() const {
  return earlier_ns_ + std::chrono::nanoseconds(options_.now() - begin_).count();
}

/// Time that the pass had taken when it was interrupted: by the account of that process, or of its workers where it was
/// killed before it could write one.
std::int64_t TimePass::earlier_time_ns() const {
  std::int64_t own = 0;
  for (const auto& each : runner_.contents().run.parent) own += each.wall_ns;
  std::int64_t of_workers = 0;
  for (const auto& each : runner_.contents().run.usage) of_workers += each.wall_ns;
  return std::max(own, of_workers);
}

double TimePass::expected_ns(const Plan& plan, const std::vector<Experiment>& experiments) {
  // On any machine some comparison stays wide and uses all the time there is.
  const auto process = expected_process_ns(plan, experiments);
  const auto cap = std::max(static_cast<double>(cap_ns(plan)), fewest_processes * process);
  return std::min(cap, process * static_cast<double>(plan.processes.size()));
}

}  // namespace memlore::run
