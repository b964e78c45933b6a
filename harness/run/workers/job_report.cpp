#include "harness/run/workers/job_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <string>

#include "harness/model/json/records.h"
#include "harness/model/json/text.h"
#include "harness/model/text/input_error.h"

namespace memlore::run {
namespace {

[[noreturn]] void refuse(const std::string& what) { throw InputError(what); }

void require(bool good, const char* what) {
  if (!good) refuse(what);
}

/// Above 0 and below what any iteration can take: eleven days.
bool is_duration_ns(double value) {
  constexpr double longest_ns = 1e15;
  return value > 0 && value < longest_ns;
}

template <class Record, class... Others>
concept OneOf = (std::same_as<Record, Others> || ...);

}  // namespace

/// One function a kind of record: what has to be true of it.
struct JobReport::Taker {
  JobReport& report;

  void operator()(const AtWork& at_work) const {
    (void)report.cell_at(at_work.cell);
    if (at_work.arm >= 0) (void)report.arm_at(at_work.cell, at_work.arm);
    require(++report.announcements_ <= report.most_announcements_, "announcements without end");
    report.at_work_ = at_work;
  }

  void operator()(const End& /*end*/) const { report.ended_ = true; }

  void operator()(const TimedBlock& timed) const {
    const auto& [process, worker, cell, arm, iterations, block] = timed;
    const auto& planned = report.arm_at(cell, arm);
    expect_number_of_worker(process, worker);
    const auto& orders = report.cell_at(cell).blocks;
    require(std::ranges::find(orders, BlockOrder{.round = block.round, .arm = arm}) != orders.end(),
            "a block that its job does not ask for");
    require(!report.timed_.contains(cell) && report.blocks_.insert({cell, arm, block.round}).second, "a block twice");
    require(iterations == planned.iterations, "a block of another length");
    require(block.elapsed_ns > 0, "a block that took no time");
    ++report.blocks_of_cell_[cell];
  }

  void operator()(const TimedCell& timed) const {
    expect_number_of_worker(timed.process, timed.worker);
    const auto& orders = report.cell_at(timed.cell).blocks;
    const auto expected = std::ranges::count_if(
        orders, [&](const BlockOrder& each) { return !report.settled_.contains({timed.cell, each.arm}); });
    require(report.blocks_of_cell_[timed.cell] == expected && timed.blocks == expected,
            "the end of a cell that lacks blocks");
    require(report.timed_.insert(timed.cell).second, "the end of a cell twice");
  }

  void operator()(const ArmObservations& observations) const {
    (void)report.arm_at(observations.cell, observations.arm);
    for (const auto& each : observations.all) {
      require(each.cell == observations.cell && each.arm == observations.arm && task_of(each.pass) == report.job_.task,
              "an observation that its job does not ask for");
      require(!each.value || std::isfinite(*each.value), "an observation that is no number");
    }
    settle(observations.cell, observations.arm);
  }

  void operator()(const Calibration& calibration) const {
    (void)report.arm_at(calibration.cell, calibration.arm);
    require(calibration.iterations > 0 && calibration.operations > 0 && calibration.period > 0 &&
                is_duration_ns(calibration.iteration_ns) &&
                (calibration.setup_ns == 0 || is_duration_ns(calibration.setup_ns)),
            "a calibration with a number that is not above 0");
    settle(calibration.cell, calibration.arm);
  }

  void operator()(const Timekeeping& /*timekeeping*/) const {
    require(!std::exchange(report.timekeeping_, true), "its timekeeping twice");
  }

  void operator()(const ArmLeftOut& left_out) const {
    (void)report.arm_at(left_out.cell, left_out.arm);
    const auto pass = std::ranges::find(all_passes, left_out.what.pass, name_of);
    require(left_out.what.pass.empty() || (pass != all_passes.end() && task_of(*pass) == report.job_.task),
            "an arm as left out of another pass");
    settle(left_out.cell, left_out.arm);
  }

  void operator()(const Fault& fault) const {
    const bool known = std::ranges::any_of(
        report.job_.cells, [&](const JobCell& each) { return each.cell.experiment == fault.experiment; });
    require(known, "a fault of an experiment that its job does not hold");
    report.faulty_.insert(fault.experiment);
    require(++report.faults_ <= report.job_.cells.size(), "faults without end");
  }

  void operator()(const WorkerUsage& usage) const {
    expect_number_of_worker(usage.process, usage.worker);
    require(!std::exchange(report.usage_, true), "its usage twice");
  }

  template <class Record>
    requires OneOf<Record, Run, Plan, ParentUsage, Finding>
  void operator()(const Record& /*record*/) const {
    refuse(fmt::format("a record '{}', which is none of a worker's", kind_of<Record>()));
  }

  void settle(int cell, int arm) const {
    require(report.settled_.insert({cell, arm}).second, "the result of an arm twice");
  }

  void expect_number_of_worker(int process, int worker) const {
    require(process == report.job_.process && worker == report.job_.worker, "the number of another worker");
  }
};

JobReport::JobReport(const Job& job) : job_(job) {
  for (const auto& cell : job.cells) {
    cells_[cell.index] = &cell;
    // Preparing, checking, warming and timing announce arms, and a round announces whoever waits for a core.
    most_announcements_ += 4 * (1 + std::ssize(cell.cell.arms)) + 3 * std::ssize(cell.blocks);
  }
}

Taken JobReport::take(std::string_view line) {
  try {
    require(!ended_, "a line after its last one");
    require(line.starts_with(R"({")") && line.ends_with('}'), "a line that is no record");
    bool for_the_journal = false;
    take_record(parse_json(line, "a line of its report"), [&]<class Record>(const Record& record) {
      Taker{*this}(record);
      for_the_journal = !OneOf<Record, AtWork, End>;
    });
    return {.record = for_the_journal};
  } catch (const InputError& error) {
    return {.wrong = error.what()};
  }
}

std::optional<AtWork> JobReport::missing() const {
  for (const auto& cell : job_.cells) {
    if (faulty_.contains(cell.cell.experiment)) continue;
    if (job_.task == Task::time) {
      if (!timed_.contains(cell.index)) return AtWork{.cell = cell.index, .arm = -1};
      continue;
    }
    for (int arm = 0; arm < std::ssize(cell.cell.arms); ++arm) {
      if (is_asked_for(cell, arm) && !settled_.contains({cell.index, arm}))
        return AtWork{.cell = cell.index, .arm = arm};
    }
  }
  return std::nullopt;
}

bool JobReport::is_asked_for(const JobCell& cell, int arm) const {
  const bool whole_cells = job_.task == Task::calibrate || job_.task == Task::time;
  return whole_cells || cell.cell.arms[static_cast<std::size_t>(arm)].iterations > 0;
}

const JobCell& JobReport::cell_at(int cell) const {
  const auto found = cells_.find(cell);
  if (found == cells_.end()) refuse(fmt::format("cell {}, which its job does not hold", cell));
  return *found->second;
}

const PlannedArm& JobReport::arm_at(int cell, int arm) const {
  const auto& arms = cell_at(cell).cell.arms;
  if (arm < 0 || arm >= std::ssize(arms) || !is_asked_for(cell_at(cell), arm))
    refuse(fmt::format("arm {} of cell {}, which its job does not hold", arm, cell));
  return arms[static_cast<std::size_t>(arm)];
}

}  // namespace memlore::run
