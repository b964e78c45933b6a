#include "harness/run/progress.h"

#include <algorithm>
#include <map>

namespace memlore::run {

Progress::Progress(const JournalContents& contents) : timed_(contents.timed) {
  const auto& run = contents.run;
  for (const auto& fault : run.faults) faulty_.insert(fault.experiment);
  for (const auto& each : run.observations) {
    observed_.insert({each.pass, each.cell, each.arm, each.repeat});
    counted_.insert({each.counter, each.cell, each.arm});
  }
  auto settled = note_left_out(run.plan);
  for (const auto& each : contents.calibrations) settled.insert({each.cell, each.arm});
  for (int cell = 0; cell < std::ssize(run.plan.cells); ++cell) {
    bool all = true;
    for (int arm = 0; arm < std::ssize(run.plan.cells[cell].arms); ++arm) all = all && settled.contains({cell, arm});
    if (all) calibrated_.insert(cell);
  }
}

std::set<std::pair<int, int>> Progress::note_left_out(const Plan& plan) {
  std::map<std::pair<std::string, std::string>, int> cells;
  for (int cell = 0; cell < std::ssize(plan.cells); ++cell) {
    cells[{plan.cells[cell].experiment, plan.cells[cell].point.key()}] = cell;
  }
  std::set<std::pair<int, int>> absent;
  for (const auto& each : plan.left_out) {
    const auto cell = cells.find({each.experiment, each.point});
    if (cell == cells.end()) continue;
    const auto& arms = plan.cells[cell->second].arms;
    const auto pass = std::ranges::find(all_passes, each.pass, name_of);
    for (int arm = 0; arm < std::ssize(arms); ++arm) {
      if (arms[arm].name != each.arm) continue;
      if (each.pass.empty()) absent.insert({cell->second, arm});
      if (pass != all_passes.end()) left_out_.insert({*pass, cell->second, arm});
    }
  }
  return absent;
}

bool Progress::observed(Pass pass, int cell, int arm, int repeat) const {
  return observed_.contains({pass, cell, arm, repeat}) || left_out_.contains({pass, cell, arm});
}

bool Progress::simulated(const std::vector<CounterSource>& counters, int cell, int arm) const {
  return left_out_.contains({Pass::simulate, cell, arm}) ||
         std::ranges::all_of(counters, [&](CounterSource counter) { return counted_.contains({counter, cell, arm}); });
}

}  // namespace memlore::run
