#include "harness/stats/two_modes.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace memlore::stats {
namespace {

constexpr std::size_t fewest_values = 16;
constexpr double smallest_share = 0.2;

struct Part {
  double mean = 0;
  double variance = 0;
};

Part part_of(std::span<const double> values) {
  Part part;
  for (const double value : values) part.mean += value;
  part.mean /= static_cast<double>(values.size());
  for (const double value : values) part.variance += (value - part.mean) * (value - part.mean);
  part.variance /= static_cast<double>(values.size());
  return part;
}

}  // namespace

std::optional<TwoModes> two_modes(std::span<const double> values) {
  if (values.size() < fewest_values) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  const auto count = sorted.size();
  const auto margin = static_cast<std::size_t>(std::ceil(smallest_share * static_cast<double>(count)));
  std::size_t best_cut = 0;
  double least = 0;
  for (std::size_t cut = margin; cut + margin <= count; ++cut) {
    const std::span all(sorted);
    const double scatter = static_cast<double>(cut) * part_of(all.first(cut)).variance +
                           static_cast<double>(count - cut) * part_of(all.subspan(cut)).variance;
    if (best_cut == 0 || scatter < least) {
      best_cut = cut;
      least = scatter;
    }
  }
  const auto lower = part_of(std::span(sorted).first(best_cut));
  const auto upper = part_of(std::span(sorted).subspan(best_cut));
  const double spread = std::sqrt(lower.variance + upper.variance);
  if (upper.mean - lower.mean <= two_modes_distance * spread / std::numbers::sqrt2) return std::nullopt;
  return TwoModes{.low = lower.mean,
                  .high = upper.mean,
                  .high_share = static_cast<double>(count - best_cut) / static_cast<double>(count)};
}

}  // namespace memlore::stats
