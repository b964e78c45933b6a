#include "harness/run/jobs.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "harness/run/plan/expected.h"
#include "harness/run/plan/schedule.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {
namespace {

using IsDone = std::function<bool(int cell, int arm)>;

bool anything_left(const JobCell& cell) {
  return std::ranges::any_of(cell.cell.arms, [](const PlannedArm& arm) { return arm.iterations > 0; });
}

/// What is left of a pass, by cell.
std::vector<JobCell> remaining_cells(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass,
                                     const Progress& done, const IsDone& is_done) {
  std::vector<JobCell> cells;
  for (const int index : cells_of_pass(plan, experiments, pass)) {
    JobCell cell{.index = index, .cell = plan.cells[index]};
    if (done.faulty(cell.cell.experiment)) continue;
    for (int arm = 0; arm < std::ssize(cell.cell.arms); ++arm) {
      auto& planned = cell.cell.arms[arm];
      if (planned.copy != 0 || is_done(index, arm)) planned.iterations = 0;
    }
    if (anything_left(cell)) cells.push_back(std::move(cell));
  }
  return cells;
}

Job empty_job(const Plan& plan, Pass pass) {
  return {.task = task_of(pass), .seed = plan.seed, .block_ns = plan.profile.block.count()};
}

/// Deals cells to jobs in turns: neighbouring cells are of one experiment and alike in cost.
std::vector<Job> dealt(const Plan& plan, Pass pass, std::vector<JobCell> cells, int parts) {
  const auto count = std::min<std::size_t>(cells.size(), parts);
  std::vector<Job> jobs(count, empty_job(plan, pass));
  for (std::size_t i = 0; i < cells.size(); ++i) jobs[i % count].cells.push_back(std::move(cells[i]));
  return jobs;
}

}  // namespace

std::vector<Job> calibration_jobs(const Plan& plan, const std::vector<Experiment>& experiments, const Progress& done) {
  constexpr int untimed_share = 20;
  const auto timed = cells_of_pass(plan, experiments, Pass::time);
  std::vector<Job> jobs(2, Job{.task = Task::calibrate, .seed = plan.seed, .block_ns = plan.profile.block.count()});
  jobs[1].block_ns /= untimed_share;
  for (int index = 0; index < std::ssize(plan.cells); ++index) {
    const auto& cell = plan.cells[index];
    if (done.calibrated(index) || done.faulty(cell.experiment)) continue;
    jobs[timed.contains(index) ? 0 : 1].cells.push_back({.index = index, .cell = cell});
  }
  std::erase_if(jobs, [](const Job& job) { return job.cells.empty(); });
  return jobs;
}

Job time_job(const Plan& plan, const std::vector<Experiment>& experiments, const ProcessPlan& process,
             const Progress& done, const std::set<int>& cells, double waiting_ns) {
  auto job = empty_job(plan, Pass::time);
  job.process = process.index;
  job.stack_offset_bytes = process.stack_offset_bytes;
  job.seed = process.seed;
  job.core_width = plan.timekeeping.core_width;
  const auto timed = cells_of_pass(plan, experiments, Pass::time);
  for (auto& cell : schedule(plan, process, waiting_ns)) {
    const bool wanted = cells.contains(cell.index) && timed.contains(cell.index);
    if (!wanted || done.faulty(cell.cell.experiment) || done.timed(process.index, cell.index)) continue;
    job.cells.push_back(std::move(cell));
  }
  return job;
}

std::vector<Job> observation_jobs(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass,
                                  const Progress& done, int parts) {
  auto cells =
      remaining_cells(plan, experiments, pass, done, [&](int cell, int arm) { return done.observed(pass, cell, arm); });
  auto jobs = dealt(plan, pass, std::move(cells), parts);
  if (pass == Pass::count) {
    for (auto& job : jobs) job.events = plan.events;
  }
  return jobs;
}

std::vector<Job> simulation_jobs(const Plan& plan, const std::vector<Experiment>& experiments,
                                 const std::vector<CounterSource>& counters, const Progress& done, int parts) {
  auto cells = remaining_cells(plan, experiments, Pass::simulate, done,
                               [&](int cell, int arm) { return done.simulated(counters, cell, arm); });
  auto jobs = dealt(plan, Pass::simulate, std::move(cells), parts);
  for (auto& job : jobs) job.most_instructions = most_simulated_instructions(plan.profile);
  return jobs;
}

std::vector<Job> footprint_jobs(const Plan& plan, const std::vector<Experiment>& experiments, const Progress& done) {
  int repeats = 0;
  for (const auto& cell : plan.cells) {
    for (const auto& arm : cell.arms) repeats = std::max(repeats, arm.footprints);
  }
  std::vector<Job> jobs;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const auto is_done = [&](int cell, int arm) {
      return repeat >= plan.cells[cell].arms[arm].footprints || done.observed(Pass::footprint, cell, arm, repeat);
    };
    for (const auto& cell : remaining_cells(plan, experiments, Pass::footprint, done, is_done)) {
      for (int arm = 0; arm < std::ssize(cell.cell.arms); ++arm) {
        if (cell.cell.arms[arm].iterations == 0) continue;
        jobs.push_back(empty_job(plan, Pass::footprint));
        jobs.back().repeat = repeat;
        jobs.back().cells.push_back(with_arm_alone(cell, arm));
      }
    }
  }
  return jobs;
}

}  // namespace memlore::run
