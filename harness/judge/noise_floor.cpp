#include "harness/judge/noise_floor.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/ratio.h"
#include "harness/stats/median.h"

namespace memlore::judge {
namespace {

/// How a control came out from its original, on the log scale.
struct Control {
  double distance = 0;
  double half_width = 0;
};

/// Nothing where the arm at `copy` is no control or was not measured.
std::optional<Control> control_at(const Run& run, std::size_t index, std::size_t copy, const Timings& timings) {
  const auto& arms = run.plan.cells[index].arms;
  if (arms[copy].copy == 0) return std::nullopt;
  for (std::size_t original = 0; original < arms.size(); ++original) {
    if (arms[original].copy != 0 || arms[original].name != arms[copy].name) continue;
    const auto values = independent_values(
        paired_ratios(timings.of_cell(static_cast<int>(index)), static_cast<int>(copy), static_cast<int>(original)));
    if (values.empty()) return std::nullopt;
    const auto ratio = ratio_intervals(values, nominal_error * price_of_stopping(run.plan.profile)).ratio;
    return Control{.distance = std::abs(std::log(ratio.value)), .half_width = half_width_of(ratio)};
  }
  return std::nullopt;
}

}  // namespace

NoiseFloor noise_floor(const Run& run, const Timings& timings, std::string_view experiment) {
  std::vector<double> distances;
  std::vector<double> in_half_widths;
  for (std::size_t index = 0; index < run.plan.cells.size(); ++index) {
    const auto& cell = run.plan.cells[index];
    if (!experiment.empty() && cell.experiment != experiment) continue;
    for (std::size_t copy = 0; copy < cell.arms.size(); ++copy) {
      const auto control = control_at(run, index, copy, timings);
      if (!control) continue;
      distances.push_back(control->distance);
      // One of too few processes has no interval that could fail.
      if (control->half_width > 0 && std::isfinite(control->half_width))
        in_half_widths.push_back(control->distance / control->half_width);
    }
  }
  if (distances.empty()) return {};
  return {.ratio = std::exp(stats::quantile(distances, 0.95)),
          .median_ratio = std::exp(stats::median(distances)),
          .inflation = in_half_widths.empty() ? 0 : stats::quantile(in_half_widths, 0.95),
          .controls = static_cast<int>(distances.size())};
}

double noise_floor_of(double half_width, const NoiseFloor& own, const NoiseFloor& of_run) {
  if (!std::isfinite(half_width)) return of_run.median_ratio;
  return std::max(std::exp(own.inflation * half_width), of_run.median_ratio);
}

}  // namespace memlore::judge
