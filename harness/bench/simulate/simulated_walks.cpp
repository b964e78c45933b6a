#include "harness/bench/simulate/simulated_walks.h"

#include <algorithm>

namespace memlore::bench {
namespace {

/// A probe of this many instructions tells what an iteration takes.
constexpr std::int64_t telling_instructions = 10'000;
constexpr std::int64_t growth = 8;

}  // namespace

void SimulatedWalks::look_at_probe(std::int64_t instructions) {
  if (instructions < telling_instructions && next_ < period_) {
    next_ = std::min(growth * next_, period_);
    return;
  }
  const auto walk = std::max<std::int64_t>(1, instructions * period_ / next_);
  if (walk > most_instructions_) {
    too_many_ = walk;
    stage_ = Stage::over;
    next_ = 0;
    return;
  }
  const auto steady = (least_instructions + walk - 1) / walk;
  const auto telling = std::min((least_iterations + period_ - 1) / period_, affordable_instructions / walk);
  iterations_ = std::max(steady, telling) * period_;
  stage_ = Stage::warm;
  next_ = iterations_;
}

void SimulatedWalks::counted(const SimulatedCounts& counts) {
  switch (stage_) {
    case Stage::probe:
      look_at_probe(counts.instructions);
      break;
    case Stage::warm:
      stage_ = Stage::once;
      break;
    case Stage::once:
      once_ = counts;
      stage_ = Stage::twice;
      next_ = 2 * iterations_;
      break;
    case Stage::twice:
      twice_ = counts;
      stage_ = Stage::over;
      next_ = 0;
      break;
    case Stage::over:
      break;
  }
}

}  // namespace memlore::bench
