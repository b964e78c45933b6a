#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace memlore {

/// How much of the sweep a profile visits. A level belongs to every profile at or above its own.
enum class Tier { smoke, quick, full };

/// One value on an axis of the sweep.
struct Level {
  std::int64_t value = 0;
  std::string label;        ///< Word for the value where it is a category (`shuffled`); empty for a plain number.
  Tier tier = Tier::quick;  ///< The smallest profile that visits it.

  bool operator==(const Level&) const = default;
};

/// An axis of the sweep.
struct Factor {
  std::string name;  ///< `bytes`, `elements`, `order` …
  std::string unit;  ///< `bytes`, `elements`; empty for categories.
  std::vector<Level> levels;

  bool operator==(const Factor&) const = default;
};

/// True where the levels are numbers, false where they are categories.
inline bool is_ordered(const Factor& factor) {
  return std::ranges::all_of(factor.levels, [](const Level& level) { return level.label.empty(); });
}

}  // namespace memlore
