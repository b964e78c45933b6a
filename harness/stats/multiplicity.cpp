#include "harness/stats/multiplicity.h"

#include <algorithm>
#include <numeric>

namespace memlore::stats {

std::vector<double> holm_errors(std::span<const double> errors, double family_error) {
  std::vector<std::size_t> order(errors.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t member) { return errors[member]; });
  std::vector<double> granted(errors.size());
  std::size_t left = errors.size();
  for (const auto member : order) {
    granted[member] = family_error / static_cast<double>(left);
    // The first that cannot be decided ends the procedure: those after it get no more than it did.
    if (errors[member] <= granted[member]) --left;
  }
  return granted;
}

double family_p_value(std::span<const double> errors) {
  if (errors.empty()) return 1;
  return std::min(1.0, std::ranges::min(errors) * static_cast<double>(errors.size()));
}

int benjamini_hochberg(std::span<const double> p_values, double false_discovery_rate) {
  std::vector<double> sorted(p_values.begin(), p_values.end());
  std::ranges::sort(sorted);
  const auto all = static_cast<double>(sorted.size());
  for (std::size_t rank = sorted.size(); rank > 0; --rank) {
    if (sorted[rank - 1] <= false_discovery_rate * static_cast<double>(rank) / all) return static_cast<int>(rank);
  }
  return 0;
}

}  // namespace memlore::stats
