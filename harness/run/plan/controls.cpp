#include "harness/run/plan/controls.h"

#include <algorithm>
#include <string>

#include "harness/run/jobs.h"

namespace memlore::run {
namespace {

bool takes_part(const Cell& cell, const std::string& arm) {
  return std::ranges::find(cell.arms, arm, &PlannedArm::name) != cell.arms.end();
}

bool has_control(const Cell& cell) {
  return std::ranges::any_of(cell.arms, [](const PlannedArm& arm) { return arm.copy != 0; });
}

std::string controlled_arm(const Experiment& experiment, const Cell& cell) {
  const auto baseline = std::ranges::find_if(
      experiment.hypotheses, [&](const Hypothesis& hypothesis) { return takes_part(cell, hypothesis.baseline); });
  return baseline == experiment.hypotheses.end() ? cell.arms.front().name : baseline->baseline;
}

/// The experiment's cell at a point; a new one, in front of its others, where the plan has none.
Cell& cell_at(const Point& point, const Experiment& experiment, std::vector<Cell>& cells) {
  const auto found = std::ranges::find_if(
      cells, [&](const Cell& cell) { return cell.experiment == experiment.id && cell.point == point; });
  if (found != cells.end()) return *found;
  const auto others = std::ranges::find(cells, experiment.id, &Cell::experiment);
  Cell cell{.experiment = experiment.id, .point = point, .arms = {}, .setup_ns = 0, .block_ns = 0};
  cell.arms.push_back({.name = controlled_arm(experiment, *others)});
  return *cells.insert(others, std::move(cell));
}

}  // namespace

void add_control(const Experiment& experiment, Cell& cell) {
  cell.arms.push_back({.name = controlled_arm(experiment, cell), .copy = 1});
}

void keep_controls(Plan& plan, const std::vector<Cell>& whole, const std::vector<Experiment>& experiments) {
  for (const auto& experiment : experiments) {
    const auto is_its_own = [&](const Cell& cell) { return cell.experiment == experiment.id; };
    if (!asks_for(experiments, experiment.id, Pass::time) || std::ranges::none_of(plan.cells, is_its_own)) continue;
    if (std::ranges::any_of(plan.cells, [&](const Cell& cell) { return is_its_own(cell) && has_control(cell); })) {
      continue;
    }
    add_control(experiment, cell_at(std::ranges::find_if(whole, is_its_own)->point, experiment, plan.cells));
  }
}

}  // namespace memlore::run
