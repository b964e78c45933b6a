#include "harness/stats/variance_components.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "harness/stats/median.h"

namespace memlore::stats {
namespace {

constexpr double mad_to_deviation = 1.4826;  ///< Of a normal distribution.
constexpr double far_deviations = 4;

double square(double value) { return value * value; }

double robust_deviation(std::span<const double> values, double middle) {
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - middle));
  return mad_to_deviation * median(distances);
}

/// From the distances between the rounds of one process, pooled over processes: unlike distances from the middle
/// they do not depend on how many rounds the middle was taken from.
std::optional<double> round_deviation(std::span<const Replicate> replicates) {
  std::vector<double> distances;
  for (const auto& replicate : replicates) {
    for (std::size_t later = 1; later < replicate.rounds.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier)
        distances.push_back(std::abs(replicate.rounds[later] - replicate.rounds[earlier]));
    }
  }
  if (distances.empty()) return std::nullopt;
  return mad_to_deviation / std::numbers::sqrt2 * median(distances);
}

/// Variance that the rounds' scatter leaves in the median of a process, on average (π/2 of the mean's).
double round_variance_of_medians(std::span<const Replicate> replicates, double deviation) {
  double sum = 0;
  for (const auto& replicate : replicates) {
    const auto count = static_cast<double>(replicate.rounds.size());
    const double factor = count <= 2 ? 1 : std::numbers::pi / 2;
    sum += factor * square(deviation) / count;
  }
  return sum / static_cast<double>(replicates.size());
}

struct MeanSquares {
  double between = 0;
  double within = 0;
  int between_degrees = 0;
  int within_degrees = 0;
  double typical_size = 0;  ///< n0 of an unbalanced one-way layout.
};

MeanSquares mean_squares(const std::map<int, std::vector<double>>& layouts, double all) {
  MeanSquares result;
  double squared_sizes = 0;
  double total = 0;
  for (const auto& [layout, values] : layouts) {
    const auto size = static_cast<double>(values.size());
    double mean = 0;
    for (const double value : values) mean += value / size;
    for (const double value : values) result.within += square(value - mean);
    result.between += size * square(mean - all);
    squared_sizes += square(size);
    total += size;
  }
  result.between_degrees = static_cast<int>(layouts.size()) - 1;
  result.within_degrees = static_cast<int>(total) - static_cast<int>(layouts.size());
  if (result.between_degrees > 0) {
    result.between /= result.between_degrees;
    result.typical_size = (total - squared_sizes / total) / result.between_degrees;
  }
  if (result.within_degrees > 0) result.within /= result.within_degrees;
  return result;
}

}  // namespace

VarianceComponents variance_components(std::span<const Replicate> replicates) {
  VarianceComponents components{.round = round_deviation(replicates)};
  if (replicates.size() < 2) return components;
  std::vector<double> medians;
  for (const auto& replicate : replicates) medians.push_back(median(replicate.rounds));
  const double middle = median(medians);
  const double far = far_deviations * robust_deviation(medians, middle);
  std::map<int, std::vector<double>> layouts;
  double mean = 0;
  for (std::size_t i = 0; i < medians.size(); ++i) {
    const double value = far > 0 ? std::clamp(medians[i], middle - far, middle + far) : medians[i];
    layouts[replicates[i].layout].push_back(value);
    mean += value / static_cast<double>(medians.size());
  }
  const auto squares = mean_squares(layouts, mean);
  const double rounds = round_variance_of_medians(replicates, components.round.value_or(0));
  const bool nested = squares.between_degrees > 0 && squares.within_degrees > 0;
  const double process = squares.within_degrees > 0 ? squares.within : squares.between;
  components.process = std::sqrt(std::max(0.0, process - rounds));
  if (nested) components.layout = std::sqrt(std::max(0.0, squares.between - squares.within) / squares.typical_size);
  return components;
}

}  // namespace memlore::stats
