#include "harness/stats/median_interval.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

namespace memlore::stats {
namespace {

/// Probabilities that the median lies between the d-th smallest and the d-th largest of n values, for d = 1, 2 …: what
/// a binomial of n and 1/2 leaves outside is summed up as d grows.
class Coverage {
 public:
  explicit Coverage(int n) : n_(n), term_(std::ldexp(1.0L, -n)), outside_(term_) {}

  [[nodiscard]] double value() const { return static_cast<double>(1 - 2 * outside_); }

  /// The same for d + 1.
  [[nodiscard]] Coverage next() const {
    auto result = *this;
    ++result.d_;
    result.term_ *= static_cast<long double>(n_ - result.d_ + 2) / (result.d_ - 1);
    result.outside_ += result.term_;
    return result;
  }

 private:
  int n_;
  int d_ = 1;
  long double term_;     ///< P(X = d - 1); its exponent has room for some ten thousand values.
  long double outside_;  ///< P(X < d).
};

}  // namespace

Interval median_interval(std::span<const double> values, double level) {
  assert(!values.empty() && level > 0 && level < 1);
  constexpr double unbounded = std::numeric_limits<double>::infinity();
  const int n = static_cast<int>(values.size());
  Coverage outer(n);
  if (level > outer.value()) return {-unbounded, unbounded};

  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  int d = 1;
  for (auto next = outer.next(); 2 * (d + 1) <= n && next.value() >= level; next = outer.next()) {
    outer = next;
    ++d;
  }
  auto smallest = [&](int rank) { return sorted[rank - 1]; };
  auto largest = [&](int rank) { return sorted[n - rank]; };
  if (2 * (d + 1) > n + 1) return {smallest(d), largest(d)};

  const double inner = 2 * (d + 1) > n ? 0 : outer.next().value();
  const double part = (outer.value() - level) / (outer.value() - inner);
  const double weight = (n - d) * part / (d + (n - 2 * d) * part);
  return {smallest(d) + weight * (smallest(d + 1) - smallest(d)), largest(d) + weight * (largest(d + 1) - largest(d))};
}

}  // namespace memlore::stats
