#pragma once

// Which marked points of a grid have what in common?
//
// The shortest description of them, after the principle of minimum description length (J. Rissanen, Modeling by
// shortest data description, Automatica 14, 1978): a condition must save more exceptions than it costs. The code
// lengths are whole numbers, so the result is exact and the same on every machine.
//
// A condition names levels of one axis. On an ordered axis it is a range: cost 1 where the range begins at the first
// level or ends at the last one, else 2. On an axis of categories it is a set: its size, or the number of other levels
// where these are fewer; with more than `most_categories` levels only one level, or all others. A term is a condition,
// or two on different axes. A description has no term (all points are alike), one, or two terms over the same two axes
// whose conditions on the first axis exclude each other; the first axis of two terms has at most `most_paired_levels`
// levels. Points in a term are marked and all others are not, or the reverse.
//
// A description costs its conditions and its exceptions, the points that it says wrongly. Of the descriptions that say
// at least nine tenths of the points rightly, the cheapest one wins. Among equals: fewer exceptions, fewer conditions,
// the earlier axis, marked before not marked, smaller sets.
//
// No description is skipped: a point counts +1 where it is marked and -1 elsewhere, the exceptions follow from the sum
// over the terms, and for a given condition on the first axis the best one on the second axis at each cost does not
// depend on the other term.
//
// Limits: what takes three axes is not found, and a level is an integer without a distance to its neighbours.

#include <optional>
#include <span>
#include <vector>

namespace memlore::judge {

inline constexpr int most_categories = 6;
inline constexpr int most_paired_levels = 8;

/// An axis of the grid. Its levels are 0, 1, 2 …
struct Axis {
  int levels = 0;
  bool ordered = false;
};

struct GridPoint {
  std::vector<int> levels;  ///< One on each axis.
  bool marked = false;
};

/// A condition: the point's level on the axis is one of these.
struct AxisLevels {
  int axis = 0;
  std::vector<int> levels;  ///< Ascending; neither none nor all.

  bool operator==(const AxisLevels&) const = default;
};

/// Conditions on one or two axes, all of which hold; in the order of the axes.
using Term = std::vector<AxisLevels>;

struct Description {
  bool of_marked = false;  ///< A point is marked where it is in a term; else it is marked where it is in none.
  std::vector<Term> terms;
  int cost = 0;        ///< Of the conditions.
  int exceptions = 0;  ///< Points that it says wrongly.

  bool operator==(const Description&) const = default;
};

/// True where so many exceptions leave at least nine tenths of the points.
constexpr bool explains_enough(int exceptions, int points) { return 10 * exceptions <= points; }

/// The shortest description of the marked points, or nothing where none says nine tenths of the points rightly.
std::optional<Description> shortest_description(std::span<const Axis> axes, std::span<const GridPoint> points);

}  // namespace memlore::judge
