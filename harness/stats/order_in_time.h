#pragma once

// Do values that should be exchangeable remember the order in which they were taken?
//
// Two tests on ranks, so that neither skew nor outliers matter: against a trend Mann (1945) and Kendall, against
// dependence between neighbours the rank version of von Neumann's ratio (Bartels 1982), both in their normal
// approximation, which is good from about ten values on.

#include <span>

namespace memlore::stats {

/// A rank statistic in [-1, 1], 0 for exchangeable values, and how surprising it would be for them.
struct OrderTest {
  double statistic = 0;
  double p_value = 1;  ///< Two-sided.

  bool operator==(const OrderTest&) const = default;
};

/// Kendall's tau of the values with their order: 1 where each is larger than all before it. No trend for fewer than
/// three values.
OrderTest trend(std::span<const double> in_order);

/// Rank correlation of each value with the next one. None for fewer than three values.
OrderTest serial_correlation(std::span<const double> in_order);

}  // namespace memlore::stats
