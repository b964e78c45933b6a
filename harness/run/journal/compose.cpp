#include "harness/run/journal/compose.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/model/json/json.h"
#include "harness/model/json/json_nouns.h"
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
  static const std::map<std::string_view, void (Composer::*)(const Json&)> kinds{
      {"run", &Composer::add_run},
      {"plan", &Composer::add_plan},
      {"block", &Composer::add_block},
      {"timed", &Composer::add_timed},
      {"observations", &Composer::add_observations},
      {"calibration", &Composer::add_calibration},
      {"timekeeping", &Composer::add_timekeeping},
      {"left_out", &Composer::add_left_out},
      {"fault", &Composer::add_fault},
      {"usage", &Composer::add_usage},
      {"parent", &Composer::add_parent},
      {"finding", &Composer::add_finding}};
  if (!record.is_object() || record.size() != 1) throw InputError("not an object with one record");
  const auto& [kind, value] = *record.get_ref<const Json::object_t&>().begin();
  const auto found = kinds.find(kind);
  if (found == kinds.end()) throw InputError("unknown record '" + kind + "'");
  if (kind != "run" && contents_.run.identity.id.empty()) throw InputError("a record before that of the run");
  (this->*found->second)(value);
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

void Composer::add_run(const Json& value) {
  auto run = decode<Run>(value.dump(), "the record 'run'");
  run.damaged_lines = contents_.run.damaged_lines;
  if (contents_.run.identity.id.empty()) {
    begun_ = run.plan;
    contents_.run = std::move(run);
  } else if (run.identity != contents_.run.identity || uncalibrated(run.plan) != uncalibrated(begun_)) {
    throw InputError("the record of another run");
  }
}

void Composer::add_plan(const Json& value) {
  auto plan = value.get<Plan>();
  if (uncalibrated(plan) != uncalibrated(begun_)) throw InputError("the plan of another run");
  // What workers left out so far was recorded beside the first plan.
  plan.left_out = contents_.run.plan.left_out;
  if (contents_.calibrated && plan != contents_.run.plan) throw InputError("a second plan that is another one");
  contents_.run.plan = std::move(plan);
  contents_.calibrated = true;
}

/// Drops the blocks of a cell that another process began to time and did not finish.
void Composer::supersede(int cell, int process, int worker) {
  const int arms = static_cast<int>(cell_at(cell).arms.size());
  for (int arm = 0; arm < arms; ++arm) {
    const auto found = series_.find({cell, arm, process});
    if (found != series_.end() && found->second.worker != worker) series_.erase(found);
  }
}

void Composer::add_block(const Json& value) {
  const int cell = value.at("cell").get<int>();
  const int arm = value.at("arm").get<int>();
  const int process = value.at("process").get<int>();
  const int worker = value.at("worker").get<int>();
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
  auto& series = series_[{cell, arm, process}];
  series.cell = cell;
  series.arm = arm;
  series.process = process;
  series.worker = worker;
  value.at("iterations").get_to(series.iterations);
  const int round = value.at("round").get<int>();
  if (!blocks_.insert({cell, arm, process, worker, round}).second) throw InputError("a block that is there twice");
  series.blocks.push_back({.round = round,
                           .order = value.at("order").get<int>(),
                           .start_ns = value.at("start_ns").get<std::int64_t>(),
                           .elapsed_ns = value.at("elapsed_ns").get<std::int64_t>(),
                           .cpu = value.at("cpu").get<int>(),
                           .switches = value.at("switches").get<int>(),
                           .faults = value.at("faults").get<int>(),
                           .waited_ns = value.at("waited_ns").get<std::optional<std::int64_t>>(),
                           .stolen_ns = value.at("stolen_ns").get<std::optional<std::int64_t>>(),
                           .width_before = value.at("width_before").get<std::optional<double>>(),
                           .width_after = value.at("width_after").get<std::optional<double>>()});
}

/// A cell is done only where none of its blocks was in a damaged line.
void Composer::add_timed(const Json& value) {
  const int cell = value.at("cell").get<int>();
  const int process = value.at("process").get<int>();
  const int worker = value.at("worker").get<int>();
  const int arms = static_cast<int>(cell_at(cell).arms.size());
  std::size_t blocks = 0;
  for (int arm = 0; arm < arms; ++arm) {
    const auto found = series_.find({cell, arm, process});
    if (found != series_.end() && found->second.worker == worker) blocks += found->second.blocks.size();
  }
  if (blocks != value.at("blocks").get<std::size_t>()) return;
  if (!contents_.timed.insert({process, cell}).second)
    throw InputError(fmt::format("the end of cell {} in process {} twice", cell, process));
}

void Composer::add_observations(const Json& value) {
  for (const auto& each : value.at("all")) {
    auto observation = each.get<Observation>();
    (void)arm_at(observation.cell, observation.arm);
    contents_.run.observations.push_back(std::move(observation));
  }
  const int cell = value.at("cell").get<int>();
  const int arm = value.at("arm").get<int>();
  (void)arm_at(cell, arm);
}

void Composer::add_calibration(const Json& value) {
  contents_.calibrations.push_back(value.get<Calibration>());
  (void)arm_at(contents_.calibrations.back().cell, contents_.calibrations.back().arm);
}

void Composer::add_timekeeping(const Json& value) {
  const auto width = contents_.timekeeping.core_width;
  value.get_to(contents_.timekeeping);
  // Of two calibrations one may have had a neighbour.
  contents_.timekeeping.core_width = std::max(contents_.timekeeping.core_width, width);
}

void Composer::add_left_out(const Json& value) {
  auto what = value.at("what").get<LeftOut>();
  const int cell = value.at("cell").get<int>();
  what.experiment = cell_at(cell).experiment;
  what.point = cell_at(cell).point.key();
  if (const int arm = value.at("arm").get<int>(); arm >= 0) what.arm = arm_at(cell, arm).name;
  auto& all = contents_.run.plan.left_out;
  if (std::ranges::find(all, what) == all.end()) all.push_back(std::move(what));
}

void Composer::add_fault(const Json& value) { contents_.run.faults.push_back(value.get<Fault>()); }
void Composer::add_usage(const Json& value) { contents_.run.usage.push_back(value.get<WorkerUsage>()); }
void Composer::add_parent(const Json& value) { contents_.run.parent.push_back(value.get<ParentUsage>()); }

void Composer::add_finding(const Json& value) {
  auto& findings = contents_.run.findings;
  findings.push_back(value.get<Finding>());
  findings = worst_of_each(findings);
}

}  // namespace memlore::run
