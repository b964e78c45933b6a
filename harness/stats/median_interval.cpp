#include "harness/stats/median_interval.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace memlore::stats {
namespace {

/// Probability that the median lies between the d-th smallest and the d-th largest of n values.
double coverage(int n, int d) { return 1 - 2 * cdf(boost::math::binomial(n, 0.5), d - 1); }

}  // namespace

Interval median_interval(std::span<const double> values, double level) {
  assert(!values.empty() && level > 0 && level < 1);
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  const int n = static_cast<int>(values.size());
  if (level > coverage(n, 1)) return {-unbounded, unbounded};

  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  int d = 1;
  while (2 * (d + 1) <= n && coverage(n, d + 1) >= level) ++d;
  auto smallest = [&](int rank) { return sorted[static_cast<std::size_t>(rank - 1)]; };
  auto largest = [&](int rank) { return sorted[static_cast<std::size_t>(n - rank)]; };
  if (2 * (d + 1) > n + 1) return {smallest(d), largest(d)};

  const double outer = coverage(n, d);
  const double inner = 2 * (d + 1) > n ? 0 : coverage(n, d + 1);
  const double part = (outer - level) / (outer - inner);
  const double weight = (n - d) * part / (d + (n - 2 * d) * part);
  return {smallest(d) + weight * (smallest(d + 1) - smallest(d)), largest(d) + weight * (largest(d + 1) - largest(d))};
}

int values_needed(double level) {
  assert(level > 0 && level < 1);
  return static_cast<int>(std::ceil(1 - std::log2(1 - level)));
}

}  // namespace memlore::stats
