#pragma once

// Sweeps for the tests of rules: factors, and a comparison at each of their points.

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/catalogue/point.h"
#include "harness/model/conclusions/judgement.h"

namespace memlore::judge::made_up {

inline Factor numbers(std::string name, std::string unit, const std::vector<std::int64_t>& values) {
  Factor factor{.name = std::move(name), .unit = std::move(unit), .levels = {}};
  for (const auto value : values) factor.levels.push_back({.value = value, .label = {}});
  return factor;
}

inline Factor bytes(const std::vector<std::int64_t>& values) { return numbers("bytes", "bytes", values); }

inline Factor categories(std::string name, const std::vector<std::string>& labels) {
  Factor factor{.name = std::move(name), .unit = {}, .levels = {}};
  for (const auto& label : labels) factor.levels.push_back({.value = std::ssize(factor.levels), .label = label});
  return factor;
}

/// What was found at a point: a ratio that decides the claim, or does not.
struct Found {
  Stance stance = Stance::undecided;
  double value = 1;
};

inline Comparison comparison_at(const Point& point, const Found& found) {
  Comparison comparison;
  comparison.point = point;
  comparison.estimate.value = found.value;
  comparison.estimate.n = 20;
  comparison.contender = found.value;
  comparison.baseline = 1;
  comparison.stance = found.stance;
  return comparison;
}

/// A comparison at every point; the last factor changes fastest.
inline std::vector<Comparison> sweep(const std::vector<Factor>& factors,
                                     const std::function<Found(const Point&)>& found_at) {
  std::vector<Comparison> comparisons;
  for (const auto& point : points_of(factors, Tier::full)) {
    comparisons.push_back(comparison_at(point, found_at(point)));
  }
  return comparisons;
}

/// Comparisons at the points of the factors in turn, a character each: `+` supports, `-` contradicts, `.` is undecided,
/// `x` lies outside of the domain.
inline std::vector<Comparison> line(const std::vector<Factor>& factors, const std::string& marks) {
  std::size_t next = 0;
  return sweep(factors, [&](const Point&) -> Found {
    switch (marks.at(next++)) {
      case '+':
        return {Stance::supports};
      case '-':
        return {Stance::contradicts, 2};
      case 'x':
        return {Stance::outside, 3};
      default:
        return {Stance::undecided};
    }
  });
}

}  // namespace memlore::judge::made_up
