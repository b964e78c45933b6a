#pragma once

// For tests: a run of two small experiments, as it stands before calibration.

#include <string>
#include <vector>

#include "harness/model/record/run.h"

namespace memlore::run {

inline Experiment made_up_experiment(const std::string& id, const std::vector<std::string>& arms,
                                     std::vector<Pass> passes) {
  Experiment experiment;
  experiment.id = id;
  for (const auto& name : arms)
    experiment.arms.push_back({.name = name, .description = {}, .has_kernel = true, .not_built = {}, .layouts = {}});
  experiment.passes = std::move(passes);
  return experiment;
}

inline Cell made_up_cell(const Experiment& experiment, std::int64_t bytes) {
  Cell cell{.experiment = experiment.id, .point = {{{"bytes", bytes, ""}}}};
  for (const auto& arm : experiment.arms) cell.arms.push_back({.name = arm.name});
  return cell;
}

/// Cells 0 and 1 are of `family/one` (arms a and b, cell 0 with a control of a), cell 2 is of `family/two`.
inline Run made_up_run(const std::vector<std::string>& arms_of_two = {"c", "d"}, int processes = 3, int rounds = 2) {
  Run run;
  run.identity = {"made-up", "2026-01-31T10:15:00Z", "memlore run"};
  run.experiments = {made_up_experiment("family/one", {"a", "b"}, {all_passes.begin(), all_passes.end()}),
                     made_up_experiment("family/two", arms_of_two, {all_passes.begin(), all_passes.end()})};
  run.plan.seed = 7;
  run.plan.profile = *profile_named("smoke");
  run.plan.profile.fewest_processes = processes;
  run.plan.profile.most_processes = processes;
  run.plan.profile.rounds = rounds;
  run.plan.cells = {made_up_cell(run.experiments[0], 64), made_up_cell(run.experiments[0], 128),
                    made_up_cell(run.experiments[1], 64)};
  run.plan.cells[0].arms.push_back({.name = "a", .copy = 1});
  for (int i = 0; i < processes; ++i)
    run.plan.processes.push_back({.index = i,
                                  .layout = 0,
                                  .environment_bytes = 16 * i,
                                  .stack_offset_bytes = 32 * i,
                                  .seed = 100U + static_cast<unsigned>(i)});
  return run;
}

/// The plan of such a run with iterations for every arm.
inline Plan calibrated_plan(const Run& run) {
  auto plan = run.plan;
  for (auto& cell : plan.cells) {
    for (auto& arm : cell.arms) {
      arm.iterations = 10;
      arm.iteration_ns = 1;
    }
  }
  return plan;
}

}  // namespace memlore::run
