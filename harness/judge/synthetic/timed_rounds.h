#pragma once

// For tests: the rounds of an arm written out, and a process that timed two arms.

#include <cstdint>
#include <vector>

#include "harness/judge/timings.h"

namespace memlore::synthetic {

struct TimedRound {
  int round;
  std::int64_t elapsed_ns;
};

inline Series series(std::int64_t iterations, const std::vector<TimedRound>& rounds) {
  Series result{.iterations = iterations, .blocks = {}};
  for (const auto& each : rounds) result.blocks.push_back({.round = each.round, .elapsed_ns = each.elapsed_ns});
  return result;
}

inline judge::CellTimings timings(const Series* contender, const Series* baseline, int layout = 0) {
  return {.process = 0, .layout = layout, .arms = {contender, baseline}};
}

}  // namespace memlore::synthetic
