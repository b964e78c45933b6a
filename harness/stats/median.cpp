#include "harness/stats/median.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace memlore::stats {

double median(std::span<const double> values) { return quantile(values, 0.5); }

double quantile(std::span<const double> values, double probability) {
  assert(!values.empty() && probability >= 0 && probability <= 1);
  std::vector<double> sorted(values.begin(), values.end());
  const double position = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(std::floor(position));
  const auto at = sorted.begin() + below;
  std::ranges::nth_element(sorted, at);
  const double share = position - static_cast<double>(below);
  if (share == 0) return *at;
  return *at + share * (*std::min_element(at + 1, sorted.end()) - *at);
}

}  // namespace memlore::stats
