#include "harness/judge/ratio.h"

#include <fmt/format.h>

#include <cmath>

#include "harness/stats/median.h"
#include "harness/stats/median_interval.h"

namespace memlore::judge {
namespace {

constexpr int few_invocations = 6;       ///< Below it a 95 % interval has no ends.
constexpr double disturbed_share = 0.2;  ///< Share of blocks above which a disturbance is worth a warning.

const Series* series_of(const CellTimings& timings, int arm) { return timings.arms[static_cast<std::size_t>(arm)]; }

double time_of(const Block& block, const Series& series) {
  return static_cast<double>(block.elapsed_ns) / static_cast<double>(series.iterations);
}

}  // namespace

std::vector<double> log_ratios(std::span<const CellTimings> cell, int contender, int baseline) {
  std::vector<double> result;
  std::vector<double> rounds;
  std::vector<double> baseline_times;
  for (const auto& timings : cell) {
    const auto* above = series_of(timings, contender);
    const auto* below = series_of(timings, baseline);
    if (above == nullptr || below == nullptr) continue;
    baseline_times.clear();
    for (const auto& block : below->blocks) {
      const auto round = static_cast<std::size_t>(block.round);
      if (baseline_times.size() <= round) baseline_times.resize(round + 1);
      baseline_times[round] = time_of(block, *below);
    }
    rounds.clear();
    for (const auto& block : above->blocks) {
      const auto round = static_cast<std::size_t>(block.round);
      if (round < baseline_times.size() && baseline_times[round] > 0) {
        rounds.push_back(std::log(time_of(block, *above) / baseline_times[round]));
      }
    }
    if (!rounds.empty()) result.push_back(stats::median(rounds));
  }
  return result;
}

std::vector<double> times_per_operation(std::span<const CellTimings> cell, int arm, std::int64_t operations) {
  std::vector<double> result;
  std::vector<double> blocks;
  for (const auto& timings : cell) {
    const auto* series = series_of(timings, arm);
    if (series == nullptr) continue;
    blocks.clear();
    for (const auto& block : series->blocks)
      blocks.push_back(time_of(block, *series) / static_cast<double>(operations));
    result.push_back(stats::median(blocks));
  }
  return result;
}

std::optional<Estimate> estimate_median(std::span<const double> values, double level) {
  if (values.empty()) return std::nullopt;
  const auto interval = stats::median_interval(values, level);
  return Estimate{.value = stats::median(values),
                  .low = interval.low,
                  .high = interval.high,
                  .level = level,
                  .n = static_cast<int>(values.size()),
                  .warnings = {}};
}

std::vector<Warning> warnings_about(std::span<const CellTimings> cell, std::span<const int> arms, int invocations) {
  std::vector<Warning> warnings;
  if (invocations < few_invocations) {
    warnings.push_back(
        {"few_invocations", fmt::format("{} invocations; a 95 % interval needs {}", invocations, few_invocations)});
  }
  double blocks = 0;
  double switched = 0;
  double faulted = 0;
  for (const auto& timings : cell) {
    for (const int arm : arms) {
      const auto* series = series_of(timings, arm);
      if (series == nullptr) continue;
      for (const auto& block : series->blocks) {
        ++blocks;
        switched += block.switches > 0;
        faulted += block.faults > 0;
      }
    }
  }
  auto warn = [&](double count, const char* code, const char* what) {
    if (blocks > 0 && count / blocks > disturbed_share) {
      warnings.push_back({code, fmt::format("{:.0f} % of the blocks had {}", 100 * count / blocks, what)});
    }
  };
  warn(switched, "context_switches", "a context switch");
  warn(faulted, "page_faults", "a page fault");
  return warnings;
}

}  // namespace memlore::judge
