#include "harness/run/workers/job_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "harness/model/json/json_nouns.h"
#include "harness/model/json/json_text.h"
#include "harness/model/text/input_error.h"

namespace memlore::run {
namespace {

constexpr std::string_view begin_prefix = R"({"begin":{"cell":)";

[[noreturn]] void refuse(const std::string& what) { throw InputError(what); }

void require(bool good, const char* what) {
  if (!good) refuse(what);
}

/// Above 0 and below what any iteration can take: eleven days.
bool is_duration_ns(double value) {
  constexpr double longest_ns = 1e15;
  return value > 0 && value < longest_ns;
}

}  // namespace

/// Each function takes the value of one kind of record.
struct JobReport::Taker {
  JobReport& report;

  void block(const Json& value) const {
    const int cell = value.at("cell").get<int>();
    const int arm = value.at("arm").get<int>();
    const int round = value.at("round").get<int>();
    const auto& planned = report.arm_at(cell, arm);
    expect_number_of_worker(value);
    const auto& orders = report.cell_at(cell).blocks;
    require(std::ranges::find(orders, BlockOrder{.round = round, .arm = arm}) != orders.end(),
            "a block that its job does not ask for");
    require(!report.timed_.contains(cell) && report.blocks_.insert({cell, arm, round}).second, "a block twice");
    require(value.at("iterations").get<std::int64_t>() == planned.iterations, "a block of another length");
    require(value.at("elapsed_ns").get<std::int64_t>() > 0, "a block that took no time");
    for (const auto* name : {"order", "switches", "faults", "cpu"}) (void)value.at(name).get<int>();
    (void)value.at("start_ns").get<std::int64_t>();
    for (const auto* name : {"waited_ns", "stolen_ns"}) (void)value.at(name).get<std::optional<std::int64_t>>();
    for (const auto* name : {"width_before", "width_after"}) (void)value.at(name).get<std::optional<double>>();
    ++report.blocks_of_cell_[cell];
  }

  void timed(const Json& value) const {
    const int cell = value.at("cell").get<int>();
    expect_number_of_worker(value);
    const auto& orders = report.cell_at(cell).blocks;
    const auto expected = std::ranges::count_if(
        orders, [&](const BlockOrder& each) { return !report.settled_.contains({cell, each.arm}); });
    require(report.blocks_of_cell_[cell] == expected && value.at("blocks").get<std::int64_t>() == expected,
            "the end of a cell that lacks blocks");
    require(report.timed_.insert(cell).second, "the end of a cell twice");
  }

  void observations(const Json& value) const {
    const int cell = value.at("cell").get<int>();
    const int arm = value.at("arm").get<int>();
    (void)report.arm_at(cell, arm);
    for (const auto& each : value.at("all")) {
      const auto observation = each.get<Observation>();
      require(observation.cell == cell && observation.arm == arm && task_of(observation.pass) == report.job_.task,
              "an observation that its job does not ask for");
      require(!observation.value || std::isfinite(*observation.value), "an observation that is no number");
    }
    settle(cell, arm);
  }

  void calibration(const Json& value) const {
    const auto record = value.get<Calibration>();
    (void)report.arm_at(record.cell, record.arm);
    require(record.iterations > 0 && record.operations > 0 && record.period > 0 &&
                is_duration_ns(record.iteration_ns) && (record.setup_ns == 0 || is_duration_ns(record.setup_ns)),
            "a calibration with a number that is not above 0");
    settle(record.cell, record.arm);
  }

  void timekeeping(const Json& value) const {
    (void)value.get<Timekeeping>();
    require(!std::exchange(report.timekeeping_, true), "its timekeeping twice");
  }

  void left_out(const Json& value) const {
    const int cell = value.at("cell").get<int>();
    const int arm = value.at("arm").get<int>();
    (void)report.arm_at(cell, arm);
    const auto what = value.at("what").get<LeftOut>();
    const auto pass = std::ranges::find(all_passes, what.pass, name_of);
    require(what.pass.empty() || (pass != all_passes.end() && task_of(*pass) == report.job_.task),
            "an arm as left out of another pass");
    settle(cell, arm);
  }

  void fault(const Json& value) const {
    const auto fault = value.get<Fault>();
    const bool known = std::ranges::any_of(
        report.job_.cells, [&](const JobCell& each) { return each.cell.experiment == fault.experiment; });
    require(known, "a fault of an experiment that its job does not hold");
    report.faulty_.insert(fault.experiment);
    require(++report.faults_ <= report.job_.cells.size(), "faults without end");
  }

  void usage(const Json& value) const {
    expect_number_of_worker(value);
    (void)value.get<WorkerUsage>();
    require(!std::exchange(report.usage_, true), "its usage twice");
  }

  void settle(int cell, int arm) const {
    require(report.settled_.insert({cell, arm}).second, "the result of an arm twice");
  }

  void expect_number_of_worker(const Json& value) const {
    require(
        value.at("process").get<int>() == report.job_.process && value.at("worker").get<int>() == report.job_.worker,
        "the number of another worker");
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
    if (line.starts_with(begin_prefix)) {
      take_begin(line);
      return {};
    }
    if (line == R"({"end":{}})") {
      ended_ = true;
      return {};
    }
    take_record(line);
    return {.record = true};
  } catch (const InputError& error) {
    return {.wrong = error.what()};
  }
}

/// `{"begin":{"cell":3,"arm":1}}`, read by hand: it comes before every change of arm, tens of thousands of times a run.
void JobReport::take_begin(std::string_view line) {
  AtWork at_work;
  const char* end = line.data() + line.size();
  const auto cell = std::from_chars(line.data() + begin_prefix.size(), end, at_work.cell);
  constexpr std::string_view between = R"(,"arm":)";
  if (end - cell.ptr > static_cast<std::ptrdiff_t>(between.size()))
    std::from_chars(cell.ptr + between.size(), end, at_work.arm);
  if (at_work.arm >= 0) (void)arm_at(at_work.cell, at_work.arm);
  (void)cell_at(at_work.cell);
  require(++announcements_ <= most_announcements_, "announcements without end");
  at_work_ = at_work;
}

void JobReport::take_record(std::string_view line) {
  static const std::map<std::string_view, void (Taker::*)(const Json&) const> takers{
      {"block", &Taker::block},
      {"timed", &Taker::timed},
      {"observations", &Taker::observations},
      {"calibration", &Taker::calibration},
      {"timekeeping", &Taker::timekeeping},
      {"left_out", &Taker::left_out},
      {"fault", &Taker::fault},
      {"usage", &Taker::usage}};
  require(line.starts_with(R"({")") && line.ends_with('}'), "a line that is no record");
  const auto record = parse_json(line, "a line of its report");
  require(record.is_object() && record.size() == 1, "a line that is no record");
  const auto& [kind, value] = *record.get_ref<const Json::object_t&>().begin();
  const auto taker = takers.find(kind);
  if (taker == takers.end()) refuse("a record of an unknown kind '" + kind + "'");
  try {
    (Taker{*this}.*taker->second)(value);
  } catch (const Json::exception& error) {
    refuse(fmt::format("a record '{}' that is not as it should be ({})", kind, error.what()));
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
