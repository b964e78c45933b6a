#include "harness/run/journal/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "harness/model/json/records.h"
#include "harness/model/text/input_error.h"

namespace memlore::run {
namespace {

/// A plan without what calibration finds out: what may not change between a run's beginning and its calibrated plan.
Plan uncalibrated(Plan plan) {
  plan.timekeeping = {};
  plan.left_out.clear();
  for (auto& cell : plan.cells) {
    cell.setup_ns = 0;
    cell.block_ns = 0;
    for (auto& arm : cell.arms) arm = {.name = arm.name, .copy = arm.copy};
  }
  return plan;
}

}  // namespace

void Composer::add(const Json& record) {
  take_record(record, [&]<class Record>(Record noun) {
    if (!std::is_same_v<Record, Run> && contents_.run.identity.id.empty())
      throw InputError("a record before that of the run");
    take(std::move(noun));
  });
}

JournalContents Composer::contents() const {
  auto result = contents_;
  for (const auto& [key, series] : series_) result.run.series.push_back(series);
  return result;
}

const Cell& Composer::cell_at(int index) const {
  const auto& cells = contents_.run.plan.cells;
  if (index < 0 || index >= std::ssize(cells)) throw InputError(fmt::format("the plan has no cell {}", index));
  return cells[static_cast<std::size_t>(index)];
}

const PlannedArm& Composer::arm_at(int cell, int arm) const {
  const auto& arms = cell_at(cell).arms;
  if (arm < 0 || arm >= std::ssize(arms)) throw InputError(fmt::format("cell {} of the plan has no arm {}", cell, arm));
  return arms[static_cast<std::size_t>(arm)];
}

void Composer::take(Run run) {
  run.damaged_lines = contents_.run.damaged_lines;
  if (contents_.run.identity.id.empty()) {
    begun_ = run.plan;
    contents_.run = std::move(run);
  } else if (run.identity != contents_.run.identity || uncalibrated(run.plan) != uncalibrated(begun_)) {
    throw InputError("the record of another run");
  }
}

void Composer::take(Plan plan) {
  if (uncalibrated(plan) != uncalibrated(begun_)) throw InputError("the plan of another run");
  // What workers left out so far was recorded beside the first plan.
  plan.left_out = contents_.run.plan.left_out;
  if (contents_.calibrated && plan != contents_.run.plan) throw InputError("a second plan that is another one");
  contents_.run.plan = std::move(plan);
  contents_.calibrated = true;
}

/// Drops the blocks of a cell that another worker began to time and did not finish.
void Composer::supersede(int cell, int process, int worker) {
  const int arms = static_cast<int>(cell_at(cell).arms.size());
  for (int arm = 0; arm < arms; ++arm) {
    const auto found = series_.find({cell, arm, process});
    if (found != series_.end() && found->second.worker != worker) series_.erase(found);
  }
}

void Composer::take(const TimedBlock& timed) {
  const auto& [process, worker, cell, arm, iterations, block] = timed;
  (void)arm_at(cell, arm);
  if (contents_.timed.contains({process, cell}))
    throw InputError(fmt::format("a block of cell {} in process {}, which was timed to its end", cell, process));
  if (const std::tuple now{cell, process, worker}; timing_ != now) {
    timing_ = now;
    supersede(cell, process, worker);
  }
  constexpr int most_workers = 1'000'000'000;
  if (worker < 0 || worker > most_workers) throw InputError(fmt::format("no worker has the number {}", worker));
  contents_.next_worker = std::max(contents_.next_worker, worker + 1);
  if (!blocks_.insert({cell, arm, process, worker, block.round}).second)
    throw InputError("a block that is there twice");
  auto& series = series_[{cell, arm, process}];
  series.cell = cell;
  series.arm = arm;
  series.process = process;
  series.worker = worker;
  series.iterations = iterations;
  series.blocks.push_back(block);
}

/// A cell is done only where none of its blocks was in a damaged line.
void Composer::take(const TimedCell& timed) {
  const auto arms = std::ssize(cell_at(timed.cell).arms);
  std::int64_t blocks = 0;
  for (int arm = 0; arm < arms; ++arm) {
    const auto found = series_.find({timed.cell, arm, timed.process});
    if (found != series_.end() && found->second.worker == timed.worker) blocks += std::ssize(found->second.blocks);
  }
  if (blocks != timed.blocks) return;
  if (!contents_.timed.insert({timed.process, timed.cell}).second)
    throw InputError(fmt::format("the end of cell {} in process {} twice", timed.cell, timed.process));
}

void Composer::take(ArmObservations observations) {
  (void)arm_at(observations.cell, observations.arm);
  for (auto& each : observations.all) {
    (void)arm_at(each.cell, each.arm);
    contents_.run.observations.push_back(std::move(each));
  }
}

void Composer::take(const Calibration& calibration) {
  (void)arm_at(calibration.cell, calibration.arm);
  contents_.calibrations.push_back(calibration);
}

void Composer::take(const Timekeeping& timekeeping) {
  const auto width = contents_.timekeeping.core_width;
  contents_.timekeeping = timekeeping;
  // Of two calibrations one may have had a neighbour.
  contents_.timekeeping.core_width = std::max(timekeeping.core_width, width);
}

void Composer::take(ArmLeftOut left_out) {
  auto& what = left_out.what;
  what.experiment = cell_at(left_out.cell).experiment;
  what.point = cell_at(left_out.cell).point.key();
  if (left_out.arm >= 0) what.arm = arm_at(left_out.cell, left_out.arm).name;
  auto& all = contents_.run.plan.left_out;
  if (std::ranges::find(all, what) == all.end()) all.push_back(std::move(what));
}

void Composer::take(Fault fault) { contents_.run.faults.push_back(std::move(fault)); }
void Composer::take(const WorkerUsage& usage) { contents_.run.usage.push_back(usage); }
void Composer::take(const ParentUsage& usage) { contents_.run.parent.push_back(usage); }

void Composer::take(Finding finding) {
  auto& findings = contents_.run.findings;
  findings.push_back(std::move(finding));
  findings = worst_of_each(findings);
}

void Composer::take(const AtWork&) { throw InputError("what a worker tells its crew alone"); }
void Composer::take(const End&) { throw InputError("what a worker tells its crew alone"); }

}  // namespace memlore::run
