#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/catalogue/factor.h"

namespace memlore {

/// The place of a point on one factor.
struct Coordinate {
  std::string factor;
  std::int64_t value = 0;
  std::string label;  ///< Empty for a plain number.

  bool operator==(const Coordinate&) const = default;
};

/// One cell of the grid: a level chosen on every factor.
struct Point {
  std::vector<Coordinate> coordinates;

  /// The value on a factor. Throws InputError naming the factor when the point has none of that name.
  std::int64_t operator[](std::string_view factor) const;

  /// The value on a factor, or a default when the experiment does not sweep it.
  std::int64_t value_or(std::string_view factor, std::int64_t fallback) const;

  /// `bytes:64/order:shuffled`, the form Google Benchmark users know; empty for an experiment without factors.
  std::string key() const;

  bool operator==(const Point&) const = default;
};

/// Every combination of the levels that a tier visits, last factor fastest; one empty point when there is no factor.
std::vector<Point> points_of(std::span<const Factor> factors, Tier tier);

}  // namespace memlore
