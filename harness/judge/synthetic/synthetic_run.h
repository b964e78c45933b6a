#pragma once

// A made-up run whose truth is known: what the judge concludes of it can be checked, and its size chosen.
//
// Log times have the components that real ones have: what an arm got from its code layout and from its process
// (addresses), what a round shares between its arms (frequency, neighbours), and what is left for each block. The third
// cancels where rounds are paired; the others hurt a ratio. How they are distributed, and what else disturbs the
// blocks, is the kind of noise (noise.h).

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "harness/judge/synthetic/neighbour.h"
#include "harness/judge/synthetic/noise.h"
#include "harness/model/record/run.h"

namespace memlore::synthetic {

/// The truth behind a made-up run, and how large it is. Noise is the standard deviation of a log time.
struct Truth {
  int experiments = 1;
  int points = 4;  ///< Of each experiment.
  int processes = 20;
  int fewest_processes = 0;  ///< 0: the number is fixed; otherwise the run was free to stop from here on.
  double half_width = 0;     ///< What it would have stopped at.
  int layouts = 1;           ///< Dealt out one after the other, then once more.
  int rounds = 3;
  double ratio = 1;     ///< Contender to baseline.
  bool control = true;  ///< Each point has a second copy of the baseline.
  Kind kind = Kind::normal;
  double layout_noise = 0;
  double process_noise = 0.01;
  double round_noise = 0.03;
  double block_noise = 0.01;
  NeighbourTruth neighbour{};
  Relation relation = Relation::at_least;
  double threshold = 1.10;
  std::uint64_t seed = 1;
};

inline std::string id_of(int experiment) { return "synthetic/experiment-" + std::to_string(experiment); }

inline Experiment made_up_experiment(const Truth& truth, int index) {
  Experiment experiment{.id = id_of(index),
                        .question = "Does the contender cost more?",
                        .operation = "iteration",
                        .factors = {{.name = "size", .unit = "bytes", .levels = {}}},
                        .arms = {},
                        .claims = {},
                        .passes = {Pass::time},
                        .caveats = {}};
  for (int point = 0; point < truth.points; ++point) {
    experiment.factors[0].levels.push_back({.value = point + 1, .label = {}, .tier = Tier::smoke});
  }
  for (const auto* name : {"baseline", "contender"}) {
    experiment.arms.push_back({.name = name, .description = {}, .has_kernel = true, .not_built = {}, .layouts = {}});
  }
  experiment.claims.push_back({.row = "A1",
                               .sentence = "The contender costs more.",
                               .contender = "contender",
                               .baseline = "baseline",
                               .metric = Metric::time_per_op,
                               .relation = truth.relation,
                               .threshold = truth.threshold,
                               .domain = {}});
  return experiment;
}

/// The arms of every cell, in order: baseline, contender, and the baseline's control if there is one.
inline std::vector<PlannedArm> made_up_arms(const Truth& truth) {
  auto planned = [](const char* name, int copy) {
    return PlannedArm{
        .name = name, .copy = copy, .iterations = 1000, .operations = 1, .period = 1, .iteration_ns = 1000};
  };
  std::vector<PlannedArm> arms{planned("baseline", 0), planned("contender", 0)};
  if (truth.control) arms.push_back(planned("baseline", 1));
  return arms;
}

/// What each code layout does to each arm of each cell.
using LayoutEffects = std::vector<std::vector<std::vector<double>>>;

inline LayoutEffects draw_layouts(const Truth& truth, const Run& run, std::mt19937_64& random) {
  LayoutEffects effects(static_cast<std::size_t>(truth.layouts));
  for (auto& layout : effects) {
    for (const auto& cell : run.plan.cells) {
      auto& arms = layout.emplace_back();
      // A control is the same code as its original, so a layout does the same to both.
      for (const auto& arm : cell.arms) {
        arms.push_back(arm.copy == 0 ? truth.layout_noise * drawn(truth.kind, random) : arms.front());
      }
    }
  }
  return effects;
}

/// The series of one cell in one process.
inline void add_series(const Truth& truth, int cell, const ProcessPlan& process, const LayoutEffects& layouts,
                       std::mt19937_64& random, Run& run) {
  std::normal_distribution<double> standard;
  const auto& arms = run.plan.cells[static_cast<std::size_t>(cell)].arms;
  const auto& of_layout = layouts[static_cast<std::size_t>(process.layout)][static_cast<std::size_t>(cell)];
  const auto first = run.series.size();
  std::vector<double> log_time(arms.size());
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    log_time[arm] = std::log(arms[arm].name == "contender" ? truth.ratio : 1.0) + of_layout[arm] +
                    truth.process_noise * drawn(truth.kind, random);
    run.series.push_back({.cell = cell,
                          .arm = static_cast<int>(arm),
                          .process = process.index,
                          .iterations = arms[arm].iterations,
                          .blocks = {}});
  }
  Disturbance disturbance(truth.kind, truth.block_noise);
  Neighbour neighbour(truth.neighbour, random);
  std::vector<std::size_t> order(arms.size());
  for (std::size_t arm = 0; arm < arms.size(); ++arm) order[arm] = arm;
  int place = 0;
  std::int64_t now_ns = 0;
  for (int round = 0; round < truth.rounds; ++round) {
    const double shared = truth.round_noise * standard(random);
    neighbour.next_round(random);
    std::ranges::shuffle(order, random);
    for (const std::size_t arm : order) {
      const auto log_cost = neighbour.log_cost(arms[arm].name == "contender");
      const auto elapsed_ns =
          std::llround(1e6 * std::exp(log_time[arm] + shared + log_cost + disturbance.next(random)));
      const auto width = truth.neighbour.share > 0 ? std::optional(neighbour.width()) : std::nullopt;
      run.series[first + arm].blocks.push_back({.round = round,
                                                .order = place++,
                                                .start_ns = now_ns,
                                                .elapsed_ns = elapsed_ns,
                                                .switches = 0,
                                                .faults = 0,
                                                .waited_ns = {},
                                                .stolen_ns = {},
                                                .width_before = width,
                                                .width_after = width});
      now_ns += elapsed_ns;
    }
  }
}

/// The whole run; the same for the same truth.
inline Run made_up_run(const Truth& truth) {
  Run run{
      .identity = {.id = "20260101T000000Z-synthetic", .created = "2026-01-01T00:00:00Z", .command_line = "made up"},
      .environment = {.machine = "synthetic", .facts = {}, .caches = {}},
      .experiments = {},
      .plan = {.seed = truth.seed, .profile = {}, .timekeeping = {}, .cells = {}, .processes = {}, .left_out = {}},
      .series = {},
      .observations = {},
      .faults = {},
      .counters = {},
      .usage = {},
      .parent = {},
      .complete = true};
  run.plan.profile.name = "synthetic";
  run.plan.profile.half_width = truth.half_width;
  run.plan.profile.fewest_processes = truth.fewest_processes > 0 ? truth.fewest_processes : truth.processes;
  run.plan.profile.most_processes = truth.processes;
  run.plan.profile.rounds = truth.rounds;
  run.plan.profile.passes = {Pass::time};
  for (int index = 0; index < truth.experiments; ++index) {
    run.experiments.push_back(made_up_experiment(truth, index));
    for (auto& point : points_of(run.experiments.back().factors, Tier::full)) {
      run.plan.cells.push_back({.experiment = id_of(index),
                                .point = std::move(point),
                                .arms = made_up_arms(truth),
                                .setup_ns = 0,
                                .block_ns = 0});
    }
  }
  std::mt19937_64 random{truth.seed};
  const auto layouts = draw_layouts(truth, run, random);
  for (int index = 0; index < truth.processes; ++index) {
    run.plan.processes.push_back({.index = index, .layout = index % truth.layouts});
    for (int cell = 0; cell < static_cast<int>(run.plan.cells.size()); ++cell) {
      add_series(truth, cell, run.plan.processes.back(), layouts, random, run);
    }
  }
  return run;
}

}  // namespace memlore::synthetic
