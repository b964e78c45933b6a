#pragma once

// A made-up run whose truth is known: what the judge concludes of it can be checked, and its size chosen.
//
// Elapsed times are lognormal with the components that real ones have: what an arm got from its process (code layout,
// addresses), what a round shares between its arms (frequency, neighbours), and what is left for each block. The first
// and the last hurt a ratio; the second cancels where rounds are paired.

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/run.h"

namespace memlore::synthetic {

/// The truth behind a made-up run, and how large it is. Noise is the standard deviation of a log time.
struct Truth {
  int experiments = 1;
  int points = 4;  ///< Of each experiment.
  int invocations = 20;
  int rounds = 3;
  double ratio = 1;     ///< Contender to baseline.
  bool control = true;  ///< Each point has a second copy of the baseline.
  double invocation_noise = 0.01;
  double round_noise = 0.03;
  double block_noise = 0.01;
  Relation relation = Relation::at_least;
  double threshold = 1.10;
  std::uint64_t seed = 1;
};

inline std::string id_of(int experiment) { return "synthetic/experiment-" + std::to_string(experiment); }

inline Experiment made_up_experiment(const Truth& truth, int index) {
  Experiment experiment{.id = id_of(index),
                        .claim = "The contender costs more.",
                        .source = "made up",
                        .operation = "iteration",
                        .factors = {{.name = "size", .unit = "bytes", .levels = {}}},
                        .arms = {},
                        .hypotheses = {},
                        .passes = {Pass::time},
                        .caveats = {}};
  for (int point = 0; point < truth.points; ++point) {
    experiment.factors[0].levels.push_back({.value = point + 1, .label = {}, .tier = Tier::smoke});
  }
  for (const auto* name : {"baseline", "contender"}) {
    experiment.arms.push_back({.name = name, .description = {}, .has_kernel = true, .not_built = {}, .layouts = {}});
  }
  experiment.hypotheses.push_back({.contender = "contender",
                                   .baseline = "baseline",
                                   .metric = Metric::time_per_op,
                                   .relation = truth.relation,
                                   .threshold = truth.threshold,
                                   .statement = "made up"});
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

/// The series of one cell in one invocation.
inline void add_series(const Truth& truth, int cell, int invocation, std::mt19937_64& random, Run& run) {
  std::normal_distribution<double> standard;
  const auto& arms = run.plan.cells[static_cast<std::size_t>(cell)].arms;
  const auto first = run.series.size();
  std::vector<double> log_time(arms.size());
  for (std::size_t arm = 0; arm < arms.size(); ++arm) {
    log_time[arm] =
        std::log(arms[arm].name == "contender" ? truth.ratio : 1.0) + truth.invocation_noise * standard(random);
    run.series.push_back({.cell = cell,
                          .arm = static_cast<int>(arm),
                          .invocation = invocation,
                          .iterations = arms[arm].iterations,
                          .blocks = {}});
  }
  int order = 0;
  std::int64_t now_ns = 0;
  for (int round = 0; round < truth.rounds; ++round) {
    const double shared = truth.round_noise * standard(random);
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
      const double log_block = log_time[arm] + shared + truth.block_noise * standard(random);
      const auto elapsed_ns = std::llround(1e6 * std::exp(log_block));
      run.series[first + arm].blocks.push_back(
          {.round = round, .order = order++, .start_ns = now_ns, .elapsed_ns = elapsed_ns, .switches = 0, .faults = 0});
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
      .plan = {.seed = truth.seed, .profile = {}, .cells = {}, .invocations = {}, .left_out = {}},
      .series = {},
      .observations = {},
      .faults = {},
      .counters = {},
      .usage = {},
      .parent = {},
      .complete = true};
  run.plan.profile.name = "synthetic";
  run.plan.profile.invocations = truth.invocations;
  run.plan.profile.rounds = truth.rounds;
  for (int index = 0; index < truth.experiments; ++index) {
    run.experiments.push_back(made_up_experiment(truth, index));
    for (auto& point : points_of(run.experiments.back().factors, Tier::full)) {
      run.plan.cells.push_back(
          {.experiment = id_of(index), .point = std::move(point), .arms = made_up_arms(truth), .setup_ns = 0});
    }
  }
  std::mt19937_64 random{truth.seed};
  for (int invocation = 0; invocation < truth.invocations; ++invocation) {
    run.plan.invocations.push_back({.index = invocation});
    for (int cell = 0; cell < static_cast<int>(run.plan.cells.size()); ++cell) {
      add_series(truth, cell, invocation, random, run);
    }
  }
  return run;
}

}  // namespace memlore::synthetic
