#include "harness/run/jobs.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <map>

#include "harness/run/plan/block_length.h"
#include "harness/run/plan/expected.h"
#include "harness/run/plan/schedule.h"

namespace memlore::run {
namespace {

/// Index of an arm by its name, the control's copy not meant; -1 for every arm.
int arm_index(const std::vector<PlannedArm>& arms, const std::string& name) {
  const auto found = std::ranges::find(arms, name, &PlannedArm::name);
  return found == arms.end() ? -1 : static_cast<int>(found - arms.begin());
}

/// A job's arms keep their index in the plan's cell, so an arm that is done or absent stays in place, marked by 0
/// iterations; the footprint pass alone narrows a cell to one arm.
using IsDone = std::function<bool(int cell, int arm)>;

JobCell remaining(const Plan& plan, int index, const IsDone& is_done) {
  auto cell = plan.cells[static_cast<std::size_t>(index)];
  for (std::size_t arm = 0; arm < cell.arms.size(); ++arm) {
    auto& planned = cell.arms[arm];
    if (planned.copy != 0 || is_done(index, static_cast<int>(arm))) planned.iterations = 0;
  }
  return {.index = index, .cell = std::move(cell), .blocks = {}};
}

bool anything_left(const JobCell& cell) {
  return std::ranges::any_of(cell.cell.arms, [](const PlannedArm& arm) { return arm.iterations > 0; });
}

std::vector<JobCell> remaining_cells(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass,
                                     const Progress& done, const IsDone& is_done) {
  std::vector<JobCell> cells;
  for (int index = 0; index < std::ssize(plan.cells); ++index) {
    const auto& experiment = plan.cells[static_cast<std::size_t>(index)].experiment;
    if (done.faulty(experiment) || !asks_for(experiments, experiment, pass)) continue;
    auto cell = remaining(plan, index, is_done);
    if (anything_left(cell)) cells.push_back(std::move(cell));
  }
  return cells;
}

std::vector<JobCell> one_arm_each(const std::vector<JobCell>& cells) {
  std::vector<JobCell> result;
  for (const auto& cell : cells) {
    for (std::size_t arm = 0; arm < cell.cell.arms.size(); ++arm) {
      if (cell.cell.arms[arm].iterations == 0) continue;
      auto alone = cell;
      for (std::size_t other = 0; other < alone.cell.arms.size(); ++other) {
        if (other != arm) alone.cell.arms[other].iterations = 0;
      }
      result.push_back(std::move(alone));
    }
  }
  return result;
}

/// Deals cells round like cards: neighbouring cells are of one experiment and alike in cost.
std::vector<Job> dealt(const Plan& plan, Pass pass, std::vector<JobCell> cells, int parts) {
  const auto count = std::min<std::size_t>(cells.size(), static_cast<std::size_t>(parts));
  std::vector<Job> jobs(
      count,
      Job{.task = task_of(pass), .seed = plan.seed, .block_ns = plan.profile.block.count(), .cpus = {}, .cells = {}});
  for (std::size_t i = 0; i < cells.size(); ++i) jobs[i % count].cells.push_back(std::move(cells[i]));
  return jobs;
}

/// A control is calibrated like any arm, and comes out a little different. Its blocks must not: what a block costs
/// outside its iterations would be taken for noise.
void give_copies_equal_blocks(Cell& cell) {
  for (auto& copy : cell.arms) {
    if (copy.copy == 0 || copy.iterations == 0) continue;
    const auto original =
        std::ranges::find_if(cell.arms, [&](const PlannedArm& arm) { return arm.copy == 0 && arm.name == copy.name; });
    if (original != cell.arms.end() && original->iterations > 0) copy.iterations = original->iterations;
  }
}

}  // namespace

Progress::Progress(const JournalContents& contents) : timed_(contents.timed) {
  const auto& run = contents.run;
  for (const auto& fault : run.faults) faulty_.insert(fault.experiment);
  for (const auto& each : run.observations) {
    observations_.insert({each.pass, each.cell, each.arm});
    simulations_.insert({each.counter, each.cell, each.arm});
  }
  std::set<std::pair<int, int>> settled;
  for (const auto& each : contents.calibrations) settled.insert({each.cell, each.arm});
  std::map<std::pair<std::string, std::string>, int> cells;
  for (int index = 0; index < std::ssize(run.plan.cells); ++index) {
    const auto& cell = run.plan.cells[static_cast<std::size_t>(index)];
    cells[{cell.experiment, cell.point.key()}] = index;
  }
  for (const auto& each : run.plan.left_out) {
    const auto cell = cells.find({each.experiment, each.point});
    if (cell == cells.end()) continue;
    const auto& arms = run.plan.cells[static_cast<std::size_t>(cell->second)].arms;
    if (each.pass.empty()) {
      for (int arm = 0; arm < std::ssize(arms); ++arm) {
        if (arms[static_cast<std::size_t>(arm)].name == each.arm) settled.insert({cell->second, arm});
      }
      continue;
    }
    const auto pass = std::ranges::find(all_passes, each.pass, name_of);
    const int arm = arm_index(arms, each.arm);
    if (pass != all_passes.end() && arm >= 0) {
      observations_.insert({*pass, cell->second, arm});
      if (*pass == Pass::simulate) not_simulated_.insert({cell->second, arm});
    }
  }
  for (int index = 0; index < std::ssize(run.plan.cells); ++index) {
    const int arms = static_cast<int>(run.plan.cells[static_cast<std::size_t>(index)].arms.size());
    int count = 0;
    for (int arm = 0; arm < arms; ++arm) count += settled.contains({index, arm}) ? 1 : 0;
    if (count == arms) calibrated_.insert(index);
  }
}

bool Progress::observed(Pass pass, int cell, int arm) const { return observations_.contains({pass, cell, arm}); }

bool Progress::simulated(const std::vector<CounterSource>& counters, int cell, int arm) const {
  return not_simulated_.contains({cell, arm}) || std::ranges::all_of(counters, [&](CounterSource counter) {
           return simulations_.contains({counter, cell, arm});
         });
}

bool asks_for(const std::vector<Experiment>& experiments, const std::string& id, Pass pass) {
  const auto found = std::ranges::find(experiments, id, &Experiment::id);
  return found != experiments.end() && std::ranges::find(found->passes, pass) != found->passes.end();
}

std::vector<Job> calibration_jobs(const Plan& plan, const std::vector<Experiment>& experiments, const Progress& done) {
  constexpr int untimed_share = 20;
  const auto block_ns = plan.profile.block.count();
  const Job empty{.task = Task::calibrate, .seed = plan.seed, .block_ns = block_ns, .cpus = {}, .cells = {}};
  std::vector<Job> jobs{empty, empty};
  jobs[1].block_ns = block_ns / untimed_share;
  for (int index = 0; index < std::ssize(plan.cells); ++index) {
    const auto& cell = plan.cells[static_cast<std::size_t>(index)];
    if (done.calibrated(index) || done.faulty(cell.experiment)) continue;
    jobs[asks_for(experiments, cell.experiment, Pass::time) ? 0 : 1].cells.push_back(
        {.index = index, .cell = cell, .blocks = {}});
  }
  std::erase_if(jobs, [](const Job& job) { return job.cells.empty(); });
  return jobs;
}

Plan calibrated(Plan plan, const std::vector<Calibration>& records, const Timekeeping& timekeeping) {
  // A cell whose calibration was interrupted is calibrated once more as a whole: the last record of an arm counts.
  plan.timekeeping = timekeeping;
  std::map<std::pair<int, int>, Calibration> latest;
  for (const auto& record : records) latest[{record.cell, record.arm}] = record;
  for (const auto& [place, record] : latest) {
    auto& cell = plan.cells[static_cast<std::size_t>(record.cell)];
    auto& arm = cell.arms[static_cast<std::size_t>(record.arm)];
    cell.block_ns = block_length(plan.profile, timekeeping, static_cast<int>(cell.arms.size())).count();
    const double share = static_cast<double>(cell.block_ns) / static_cast<double>(plan.profile.block.count());
    arm.iterations = std::max<std::int64_t>(1, std::llround(static_cast<double>(record.iterations) * share));
    arm.operations = record.operations;
    arm.period = record.period;
    arm.iteration_ns = record.iteration_ns;
    cell.setup_ns += record.setup_ns;
  }
  for (auto& cell : plan.cells) give_copies_equal_blocks(cell);
  return plan;
}

Job time_job(const Plan& plan, const std::vector<Experiment>& experiments, const ProcessPlan& process,
             const Progress& done, const std::set<int>& cells, double waiting_ns) {
  Job job{.task = Task::time,
          .process = process.index,
          .stack_offset_bytes = process.stack_offset_bytes,
          .seed = process.seed,
          .block_ns = plan.profile.block.count(),
          .core_width = plan.timekeeping.core_width,
          .cpus = {},
          .cells = {}};
  for (auto& cell : schedule(plan, process, waiting_ns)) {
    const auto& id = cell.cell.experiment;
    if (!cells.contains(cell.index) || done.faulty(id) || !asks_for(experiments, id, Pass::time)) continue;
    if (!cell.blocks.empty() && !done.timed(process.index, cell.index)) job.cells.push_back(std::move(cell));
  }
  return job;
}

std::vector<Job> observation_jobs(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass,
                                  const Progress& done, int parts) {
  auto cells =
      remaining_cells(plan, experiments, pass, done, [&](int cell, int arm) { return done.observed(pass, cell, arm); });
  if (pass == Pass::footprint) {
    cells = one_arm_each(cells);
    parts = static_cast<int>(cells.size());
  }
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

}  // namespace memlore::run
