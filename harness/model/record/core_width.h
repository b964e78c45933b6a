#pragma once

// When a block had its core to itself. A neighbour on the core's other hardware thread slows both arms, each by its own
// factor: what a branch misprediction costs is shared less than what additions cost. In a virtual machine the neighbour
// may be anybody's and stays from milliseconds to minutes.

#include <vector>

#include "harness/model/record/block.h"

namespace memlore {

/// Of its full width, what one finds at the least on a core of one's own. Readings there lie within 2 % of the full
/// width; a neighbour that computes all the time leaves about half, and one that comes and goes anything between.
inline constexpr double own_core_share = 0.97;

/// The core of a run, by all readings of its width.
struct CoreWidth {
  double full = 0;       ///< In instructions per cycle; 0: nobody read it.
  double own_share = 1;  ///< Of the readings, those that found a core of one's own.

  /// Fewer than one reading in fifty found it: no more than what chance may make of any.
  [[nodiscard]] bool seldom() const { return own_share < 0.02; }

  bool operator==(const CoreWidth&) const = default;
};

/// The full width is the largest reading but for one in a hundred, or what was `known` before where that is more than a
/// tenth larger: then these never found it. It is less than the truth where neighbours never left.
CoreWidth core_width_of(std::vector<double> readings, double known = 0);

/// Whether so many instructions per cycle are what one finds on a core of one's own, whose full width is `full`; any
/// are, where that is not known (0).
constexpr bool on_own_core(double width, double full) { return width >= own_core_share * full; }

/// The same of a block, before and after it; true where nobody has read it.
constexpr bool on_own_core(const Block& block, double full) {
  return on_own_core(block.width_before.value_or(full), full) && on_own_core(block.width_after.value_or(full), full);
}

}  // namespace memlore
