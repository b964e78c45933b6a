#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <tuple>

#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/model/json_nouns.h"
#include "harness/run/journal.h"

namespace memlore::run {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CalibrationRecord, cell, arm, iterations, operations, period, iteration_ns, setup_ns)

namespace {

/// Not in journals of a time when all of a run had one CPU.
int cpu_in(const Json& block) { return block.contains("cpu") ? block.at("cpu").get<int>() : -1; }

/// Absent in journals of before it was read, too.
std::optional<double> width_in(const Json& block, const char* name) {
  return block.contains(name) ? block.at(name).get<std::optional<double>>() : std::nullopt;
}

/// Puts records together in the order in which they were written.
class Composer {
 public:
  void add(const Json& record) {
    const auto& [key, value] = *record.get_ref<const Json::object_t&>().begin();
    if (key == "block") {
      add_block(value);
    } else if (key == "observation") {
      contents_.run.observations.push_back(value.get<Observation>());
      check_place(contents_.run.observations.back());
    } else if (key == "calibration") {
      contents_.calibrations.push_back(value.get<CalibrationRecord>());
      check_place(contents_.calibrations.back());
    } else if (key == "timekeeping") {
      const auto width = contents_.timekeeping.core_width;
      value.get_to(contents_.timekeeping);
      // Of two calibrations one may have had a neighbour.
      contents_.timekeeping.core_width = std::max(contents_.timekeeping.core_width, width);
    } else if (key == "left_out") {
      add_left_out(value);
    } else if (key == "fault") {
      contents_.run.faults.push_back(value.get<Fault>());
    } else if (key == "usage") {
      contents_.run.usage.push_back(value.get<WorkerUsage>());
    } else if (key == "parent") {
      contents_.run.parent.push_back(value.get<ParentUsage>());
    } else if (key == "finding") {
      auto& findings = contents_.run.findings;
      findings.push_back(value.get<Finding>());
      findings = worst_of_each(findings);
    } else if (key == "run") {
      contents_.run = decode<Run>(value.dump(), "the record 'run'");
    } else if (key == "plan") {
      // What workers left out so far was recorded beside the first plan.
      auto left_out = std::move(contents_.run.plan.left_out);
      value.get_to(contents_.run.plan);
      contents_.run.plan.left_out = std::move(left_out);
      contents_.calibrated = true;
    } else {
      throw InputError("unknown record '" + key + "'");
    }
  }

  [[nodiscard]] JournalContents contents() const {
    auto result = contents_;
    for (const auto& [key, series] : series_) result.run.series.push_back(series);
    return result;
  }

 private:
  const Cell& cell_at(int index) const {
    const auto& cells = contents_.run.plan.cells;
    if (index < 0 || index >= std::ssize(cells)) throw InputError(fmt::format("the plan has no cell {}", index));
    return cells[static_cast<std::size_t>(index)];
  }

  const PlannedArm& arm_at(int cell, int arm) const {
    const auto& arms = cell_at(cell).arms;
    if (arm < 0 || arm >= std::ssize(arms))
      throw InputError(fmt::format("cell {} of the plan has no arm {}", cell, arm));
    return arms[static_cast<std::size_t>(arm)];
  }

  template <class Record>
  void check_place(const Record& record) const {
    arm_at(record.cell, record.arm);
  }

  void add_block(const Json& value) {
    const int cell = value.at("cell").get<int>();
    const int arm = value.at("arm").get<int>();
    const int invocation = value.at("invocation").get<int>();
    arm_at(cell, arm);
    auto& series = series_[{cell, arm, invocation}];
    series.cell = cell;
    series.arm = arm;
    series.invocation = invocation;
    value.at("iterations").get_to(series.iterations);
    series.blocks.push_back({.round = value.at("round").get<int>(),
                             .order = value.at("order").get<int>(),
                             .start_ns = value.at("start_ns").get<std::int64_t>(),
                             .elapsed_ns = value.at("elapsed_ns").get<std::int64_t>(),
                             .cpu = cpu_in(value),
                             .switches = value.at("switches").get<int>(),
                             .faults = value.at("faults").get<int>(),
                             .waited_ns = value.at("waited_ns").get<std::optional<std::int64_t>>(),
                             .stolen_ns = value.at("stolen_ns").get<std::optional<std::int64_t>>(),
                             .width_before = width_in(value, "width_before"),
                             .width_after = width_in(value, "width_after")});
  }

  void add_left_out(const Json& value) {
    auto what = value.at("what").get<LeftOut>();
    const int cell = value.at("cell").get<int>();
    what.experiment = cell_at(cell).experiment;
    what.point = cell_at(cell).point.key();
    if (const int arm = value.at("arm").get<int>(); arm >= 0) what.arm = arm_at(cell, arm).name;
    auto& all = contents_.run.plan.left_out;
    if (std::ranges::find(all, what) == all.end()) all.push_back(std::move(what));
  }

  JournalContents contents_;
  std::map<std::tuple<int, int, int>, Series> series_;
};

}  // namespace

struct JournalReader::State {
  std::filesystem::path path;
  Composer composer;
  std::streamoff read = 0;  ///< Bytes of whole lines so far.
  int lines = 0;
};

JournalReader::JournalReader(std::filesystem::path path)
    : state_(std::make_unique<State>(State{.path = std::move(path), .composer = {}})) {}

JournalReader::~JournalReader() = default;

JournalContents JournalReader::read() {
  std::ifstream file(state_->path);
  if (!file || !file.seekg(state_->read)) throw InputError(state_->path.string() + ": cannot be read");
  std::string line;
  while (std::getline(file, line)) {
    if (file.eof()) break;  // No end of line: the write was cut short.
    ++state_->lines;
    try {
      const auto record = Json::parse(line);
      if (!record.is_object() || record.size() != 1) throw InputError("not an object with one record");
      state_->composer.add(record);
    } catch (const std::exception& error) {
      throw InputError(fmt::format("{}: line {}: {}", state_->path.string(), state_->lines, error.what()));
    }
    state_->read += static_cast<std::streamoff>(line.size()) + 1;
  }
  auto contents = state_->composer.contents();
  if (contents.run.identity.id.empty())
    throw InputError(state_->path.string() + ": says nothing of the run it belongs to");
  return contents;
}

JournalContents read_journal(const std::filesystem::path& path) { return JournalReader(path).read(); }

}  // namespace memlore::run
