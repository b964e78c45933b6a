#pragma once

// For tests: small experiments, and jobs that run them.

#include <string>
#include <utility>
#include <vector>

#include "harness/bench/author/registry.h"
#include "harness/model/record/job.h"

namespace memlore::bench {

/// A declaration with nothing wrong in it.
inline Declaration good_declaration(const std::string& id = "family/name") {
  return {
      .id = id,
      .question = "Does it cost more?",
      .operation = "call",
      .factors = {factor("bytes", {8, 64})},
      .arms = {arm("contender", "", [](const Point&) { return no_kernel("test"); }), not_built("baseline", "", "luck")},
      .claims = {claim("B1", "It costs at least 1.1 times as much.",
                       (ratio("contender", "baseline") >= 1.1).where("bytes", up_to(8)))},
      .operations = [](const Point& point) { return point["bytes"] / 8; }};
}

/// Adds an experiment `test/<name>` without factors to the worker's registry, once.
inline std::string made_up_experiment(const std::string& name, std::vector<std::pair<std::string, Prepare>> arms) {
  const auto id = "test/" + name;
  for (const auto& known : Registry::global().declarations()) {
    if (known.id == id) return id;
  }
  Declaration declaration{
      .id = id, .question = "Does it work?", .operation = {}, .factors = {}, .arms = {}, .claims = {}};
  for (auto& [arm_name, prepare] : arms) declaration.arms.push_back(arm(arm_name, "", std::move(prepare)));
  declaration.claims = {
      claim("test", "One arm takes at least as long as the other.", ratio(arms.front().first, arms.back().first) >= 1)};
  declaration.operations = [](const Point&) { return 4; };
  declaration.period = [](const Point&) { return 8; };
  declare(std::move(declaration));
  return id;
}

/// A job of one cell with these arms, each with `iterations` a block.
inline Job job_for(const std::string& id, const std::vector<std::string>& arms, std::int64_t iterations = 10) {
  Job job{.task = Task::time, .process = 3, .seed = 5, .block_ns = 20'000, .cpus = {}, .cells = {}};
  JobCell cell{.index = 0, .cell = {.experiment = id, .point = {}, .arms = {}}, .blocks = {}};
  for (const auto& name : arms) {
    cell.cell.arms.push_back(
        {.name = name, .iterations = iterations, .operations = 4, .period = 8, .iteration_ns = 10});
  }
  job.cells.push_back(std::move(cell));
  return job;
}

/// A kernel that counts from 1 and returns the count, `times` as large.
inline Kernel counting(std::uint64_t times = 1) {
  return kernel([count = std::uint64_t{0}, times]() mutable { return times * ++count; });
}

}  // namespace memlore::bench
