#include "harness/model/catalogue/point.h"

#include <algorithm>

#include "harness/model/text/input_error.h"

namespace memlore {

std::int64_t Point::operator[](std::string_view factor) const {
  const auto found = std::ranges::find(coordinates, factor, &Coordinate::factor);
  if (found == coordinates.end()) throw InputError("no factor '" + std::string(factor) + "' at point '" + key() + "'");
  return found->value;
}

std::int64_t Point::value_or(std::string_view factor, std::int64_t fallback) const {
  const auto found = std::ranges::find(coordinates, factor, &Coordinate::factor);
  return found == coordinates.end() ? fallback : found->value;
}

std::string Point::key() const {
  std::string key;
  for (const auto& coordinate : coordinates) {
    if (!key.empty()) key += '/';
    key += coordinate.factor + ':' + (coordinate.label.empty() ? std::to_string(coordinate.value) : coordinate.label);
  }
  return key;
}

std::vector<Point> points_of(std::span<const Factor> factors, Tier tier) {
  std::vector<Point> points{Point{}};
  for (const auto& factor : factors) {
    std::vector<Point> extended;
    for (const auto& point : points) {
      for (const auto& level : factor.levels) {
        if (level.tier > tier) continue;
        auto next = point;
        next.coordinates.push_back({factor.name, level.value, level.label});
        extended.push_back(std::move(next));
      }
    }
    points = std::move(extended);
  }
  return points;
}

}  // namespace memlore
