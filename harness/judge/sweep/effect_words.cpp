#include "harness/judge/sweep/effect_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/model/text/printable.h"

namespace memlore::judge {
namespace {

/// From here on zeros at the end are noise.
constexpr double large = 10;

/// Digits after the point.
int digits_of(double value) {
  constexpr int significant = 3;
  constexpr int most = 9;
  if (value == 0) return 0;
  const double size = std::abs(value);
  int digits = std::clamp(significant - 1 - static_cast<int>(std::floor(std::log10(size))), 0, most);
  double unit = std::pow(10.0, digits);
  if (digits > 0 && std::round(size * unit) >= 1000) {  // 0.9997 is 1.00.
    --digits;
    unit /= 10;
  }
  const bool exact = std::abs(std::round(size * unit) - size * unit) < 1e-6;
  while (digits > 0 && (exact || size >= large) && decimal(value, digits).ends_with('0')) --digits;
  return digits;
}

/// Digits of a number beside another one.
int digits_beside(double value, double other) {
  const int own = digits_of(value);
  const bool near = std::abs(value) < large && std::abs(other) < large;
  return near ? std::max(own, std::min(2, digits_of(other))) : own;
}

}  // namespace

std::string effect_in_words(double low, double high, bool of_ratio) {
  constexpr auto infinite = "something over nothing";
  const auto* const times = of_ratio ? " times" : "";
  if (!std::isfinite(low)) return infinite;
  if (!std::isfinite(high)) return fmt::format("{}{} to {}", decimal(low, digits_of(low)), times, infinite);
  const auto from = decimal(low, digits_beside(low, high));
  const auto to = decimal(high, digits_beside(high, low));
  return from == to ? fmt::format("{}{}", from, times) : fmt::format("{} to {}{}", from, to, times);
}

}  // namespace memlore::judge
