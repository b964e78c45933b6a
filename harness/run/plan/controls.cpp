#include "harness/run/plan/controls.h"

#include <algorithm>
#include <string>

namespace memlore::run {
namespace {

bool takes_part(const Cell& cell, const std::string& arm) {
  return std::ranges::find(cell.arms, arm, &PlannedArm::name) != cell.arms.end();
}

bool has_control(const Cell& cell) {
  return std::ranges::any_of(cell.arms, [](const PlannedArm& arm) { return arm.copy != 0; });
}

std::string controlled_arm(const Experiment& experiment, const Cell& cell) {
  std::string first;  // Of any metric.
  for (const auto& claim : experiment.claims) {
    if (!takes_part(cell, claim.baseline)) continue;
    if (claim.metric == Metric::time_per_op) return claim.baseline;
    if (first.empty()) first = claim.baseline;
  }
  return first.empty() ? cell.arms.front().name : first;
}

/// The experiment's cell at a point; a new one, in front of its others, where the plan has none.
Cell& cell_at(const Point& point, const Experiment& experiment, std::vector<Cell>& cells) {
  const auto found = std::ranges::find_if(
      cells, [&](const Cell& cell) { return cell.experiment == experiment.id && cell.point == point; });
  if (found != cells.end()) return *found;
  const auto others = std::ranges::find(cells, experiment.id, &Cell::experiment);
  Cell cell{.experiment = experiment.id, .point = point, .arms = {{.name = controlled_arm(experiment, *others)}}};
  return *cells.insert(others, std::move(cell));
}

}  // namespace

void add_control(const Experiment& experiment, Cell& cell) {
  cell.arms.push_back({.name = controlled_arm(experiment, cell), .copy = 1});
}

void keep_controls(Plan& plan, const std::vector<Cell>& whole, const std::vector<Experiment>& experiments) {
  for (const auto& experiment : experiments) {
    const auto is_its_own = [&](const Cell& cell) { return cell.experiment == experiment.id; };
    if (!asks_for(experiment, Pass::time) || std::ranges::none_of(plan.cells, is_its_own)) continue;
    if (std::ranges::any_of(plan.cells, [&](const Cell& cell) { return is_its_own(cell) && has_control(cell); })) {
      continue;
    }
    add_control(experiment, cell_at(std::ranges::find_if(whole, is_its_own)->point, experiment, plan.cells));
  }
}

}  // namespace memlore::run
