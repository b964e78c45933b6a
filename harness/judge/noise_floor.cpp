#include "harness/judge/noise_floor.h"

#include <algorithm>
#include <cmath>

#include "harness/judge/ratio.h"
#include "harness/stats/median.h"

namespace memlore::judge {

NoiseFloor noise_floor(const Run& run, const Timings& timings, std::string_view experiment) {
  std::vector<double> distances;
  for (std::size_t cell = 0; cell < run.plan.cells.size(); ++cell) {
    if (!experiment.empty() && run.plan.cells[cell].experiment != experiment) continue;
    const auto& arms = run.plan.cells[cell].arms;
    for (std::size_t copy = 0; copy < arms.size(); ++copy) {
      if (arms[copy].copy == 0) continue;
      for (std::size_t original = 0; original < arms.size(); ++original) {
        if (arms[original].copy != 0 || arms[original].name != arms[copy].name) continue;
        const auto ratios =
            log_ratios(timings.of_cell(static_cast<int>(cell)), static_cast<int>(copy), static_cast<int>(original));
        if (!ratios.empty()) distances.push_back(std::abs(stats::median(ratios)));
      }
    }
  }
  if (distances.empty()) return {};
  return {.ratio = std::exp(stats::quantile(distances, 0.95)),
          .median_ratio = std::exp(stats::median(distances)),
          .controls = static_cast<int>(distances.size())};
}

double floor_for(const NoiseFloor& own, const NoiseFloor& of_run) { return std::max(own.ratio, of_run.median_ratio); }

}  // namespace memlore::judge
