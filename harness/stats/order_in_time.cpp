#include "harness/stats/order_in_time.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace memlore::stats {
namespace {

double two_sided(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

/// Ranks from 1, those of equal values averaged.
std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  std::vector<double> ranks;
  for (const double value : values) {
    const auto [first, last] = std::ranges::equal_range(sorted, value);
    ranks.push_back(static_cast<double>(first - sorted.begin() + 1 + (last - sorted.begin())) / 2);
  }
  return ranks;
}

}  // namespace

OrderTest trend(std::span<const double> in_order) {
  const auto n = static_cast<double>(in_order.size());
  if (n < 3) return {};
  double concordance = 0;
  for (std::size_t later = 1; later < in_order.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      concordance += in_order[later] > in_order[earlier] ? 1 : in_order[later] < in_order[earlier] ? -1 : 0;
    }
  }
  const double variance = n * (n - 1) * (2 * n + 5) / 18;
  const double corrected = std::max(0.0, std::abs(concordance) - 1);
  return {.statistic = concordance / (n * (n - 1) / 2), .p_value = two_sided(corrected / std::sqrt(variance))};
}

OrderTest serial_correlation(std::span<const double> in_order) {
  const auto n = static_cast<double>(in_order.size());
  if (n < 3) return {};
  const auto ranks = ranks_of(in_order);
  double steps = 0;
  double spread = 0;
  for (std::size_t i = 0; i < ranks.size(); ++i) {
    if (i > 0) steps += (ranks[i] - ranks[i - 1]) * (ranks[i] - ranks[i - 1]);
    spread += (ranks[i] - (n + 1) / 2) * (ranks[i] - (n + 1) / 2);
  }
  if (spread == 0) return {};
  const double ratio = steps / spread;
  const double variance = 4 * (n - 2) * (5 * n * n - 2 * n - 9) / (5 * n * (n + 1) * (n - 1) * (n - 1));
  return {.statistic = std::clamp(1 - ratio / 2, -1.0, 1.0), .p_value = two_sided((ratio - 2) / std::sqrt(variance))};
}

}  // namespace memlore::stats
