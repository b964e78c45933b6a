#include "harness/judge/sweep/rule_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <compare>
#include <cstdint>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>

namespace memlore::judge {
namespace {

/// A set of points, or of levels: bit i is there where the i-th one is in it.
using Mask = std::uint32_t;

bool has(Mask mask, int bit) { return (mask >> static_cast<unsigned>(bit) & 1U) != 0; }

/// All points of a grid, none marked; the last axis changes fastest.
std::vector<GridPoint> grid_of(const std::vector<Axis>& axes) {
  std::vector<GridPoint> points{{}};
  for (const auto& axis : axes) {
    std::vector<GridPoint> extended;
    for (const auto& point : points) {
      for (int level = 0; level < axis.levels; ++level) {
        extended.push_back(point);
        extended.back().levels.push_back(level);
      }
    }
    points = std::move(extended);
  }
  return points;
}

/// What a set of levels costs, by the definition in the header; -1 where no condition can name it.
int cost_of(const Axis& axis, Mask levels) {
  const int size = std::popcount(levels);
  if (size == 0 || size == axis.levels) return -1;
  if (!axis.ordered) {
    if (axis.levels > most_categories) return size == 1 || size == axis.levels - 1 ? 1 : -1;
    return std::min(size, axis.levels - size);
  }
  int changes = 0;
  for (int level = 1; level < axis.levels; ++level) changes += has(levels, level) != has(levels, level - 1);
  if (changes == 1) return 1;
  return changes == 2 && !has(levels, 0) ? 2 : -1;
}

struct Price {
  int cost = 0;
  int conditions = 0;

  auto operator<=>(const Price&) const = default;
};

struct NaiveTerm {
  Mask points = 0;
  Mask first_levels = 0;
  Price price;
};

/// The cheapest way to cover each set of points that a description can cover, found by trying every one.
class NaiveDescriptions {
 public:
  NaiveDescriptions(std::vector<Axis> axes, std::vector<GridPoint> points)
      : axes_(std::move(axes)), points_(std::move(points)) {
    add(0, {});
    for (std::size_t first = 0; first < axes_.size(); ++first) {
      for (std::size_t second = 0; second < axes_.size(); ++second) add_terms(first, second);
    }
  }

  /// Cost with exceptions, exceptions and conditions of the shortest description; none where no one says enough.
  std::optional<std::array<int, 3>> shortest(Mask judged, Mask marked) const {
    std::optional<std::array<int, 3>> best;
    for (const auto& [covered, price] : cheapest_) {
      for (const auto said : {covered, ~covered}) {
        const int exceptions = std::popcount((said ^ marked) & judged);
        const std::array found{price.cost + exceptions, exceptions, price.conditions};
        if (10 * exceptions <= std::popcount(judged) && (!best || found < *best)) best = found;
      }
    }
    return best;
  }

 private:
  Mask points_with(std::size_t axis, Mask levels) const {
    Mask result = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (has(levels, points_[i].levels[axis])) result |= Mask{1} << i;
    }
    return result;
  }

  void add(Mask covered, const Price& price) {
    const auto [found, is_new] = cheapest_.emplace(covered, price);
    if (!is_new) found->second = std::min(found->second, price);
  }

  void add_terms(std::size_t first, std::size_t second) {
    std::vector<NaiveTerm> terms;
    for (Mask own = 1; own < Mask{1} << axes_[first].levels; ++own) {
      const int own_cost = cost_of(axes_[first], own);
      if (own_cost < 0) continue;
      terms.push_back({points_with(first, own), own, {own_cost, 1}});
      for (Mask other = 1; first != second && other < Mask{1} << axes_[second].levels; ++other) {
        const int other_cost = cost_of(axes_[second], other);
        if (other_cost < 0) continue;
        terms.push_back({points_with(first, own) & points_with(second, other), own, {own_cost + other_cost, 2}});
      }
    }
    for (const auto& one : terms) {
      add(one.points, one.price);
      if (axes_[first].levels > most_paired_levels) continue;
      for (const auto& two : terms) {
        if ((one.first_levels & two.first_levels) != 0) continue;
        add(one.points | two.points, {one.price.cost + two.price.cost, one.price.conditions + two.price.conditions});
      }
    }
  }

  std::vector<Axis> axes_;
  std::vector<GridPoint> points_;
  std::map<Mask, Price> cheapest_;
};

bool in_term(const GridPoint& point, const Term& term) {
  return std::ranges::all_of(term, [&](const AxisLevels& each) {
    return std::ranges::find(each.levels, point.levels[static_cast<std::size_t>(each.axis)]) != each.levels.end();
  });
}

int exceptions_of(const Description& description, const std::vector<GridPoint>& points) {
  return static_cast<int>(std::ranges::count_if(points, [&](const GridPoint& point) {
    const bool in_any = std::ranges::any_of(description.terms, [&](const Term& term) { return in_term(point, term); });
    return (in_any == description.of_marked) != point.marked;
  }));
}

int cost_of(const Description& description, const std::vector<Axis>& axes) {
  int cost = 0;
  for (const auto& term : description.terms) {
    for (const auto& [axis, levels] : term) {
      Mask mask = 0;
      for (const int level : levels) mask |= Mask{1} << level;
      cost += cost_of(axes[static_cast<std::size_t>(axis)], mask);
    }
  }
  return cost;
}

/// Compares the search with trying everything, at one labelling of the judged points of a grid.
void expect_the_shortest(const std::vector<Axis>& axes, const NaiveDescriptions& naive, Mask judged, Mask marked) {
  const auto grid = grid_of(axes);
  std::vector<GridPoint> points;
  for (int i = 0; i < std::ssize(grid); ++i) {
    if (has(judged, i)) points.push_back({grid[static_cast<std::size_t>(i)].levels, has(marked, i)});
  }
  const auto found = shortest_description(axes, points);
  const auto expected = naive.shortest(judged, marked);
  ASSERT_EQ(found.has_value(), expected.has_value()) << "judged " << judged << ", marked " << marked;
  if (!found) return;
  const int conditions = std::accumulate(found->terms.begin(), found->terms.end(), 0,
                                         [](int sum, const Term& term) { return sum + static_cast<int>(term.size()); });
  EXPECT_EQ((std::array{found->cost + found->exceptions, found->exceptions, conditions}), *expected)
      << "judged " << judged << ", marked " << marked;
  EXPECT_EQ(found->exceptions, exceptions_of(*found, points));
  EXPECT_EQ(found->cost, cost_of(*found, axes));
}

void expect_the_shortest_at_random(const std::vector<Axis>& axes, int labellings) {
  const auto grid = grid_of(axes);
  const NaiveDescriptions naive(axes, grid);
  const Mask all = (Mask{1} << grid.size()) - 1;
  std::mt19937 random(static_cast<unsigned>(grid.size()));
  const auto any = [&] { return static_cast<Mask>(random()); };
  for (int i = 0; i < labellings; ++i) {
    // Every other grid has holes: about a quarter of its points is not judged. Every other pair has a few marks only.
    const std::array draws{any(), any(), any(), any(), any()};
    const Mask judged = i % 2 == 0 ? all : all & (draws[0] | draws[1]);
    const Mask marked = i % 4 < 2 ? draws[2] : draws[2] & draws[3] & draws[4];
    if (judged != 0) expect_the_shortest(axes, naive, judged, judged & marked);
  }
}

TEST(ShortestDescription, IsThatOfTryingEverythingOnAllLabellingsOfASmallGrid) {
  for (const bool ordered : {true, false}) {
    const std::vector<Axis> axes{{3, true}, {3, ordered}};
    const NaiveDescriptions naive(axes, grid_of(axes));
    for (Mask marked = 0; marked < 512; ++marked) expect_the_shortest(axes, naive, 511, marked);
  }
}

TEST(ShortestDescription, IsThatOfTryingEverythingOnRandomGrids) {
  expect_the_shortest_at_random({{4, true}, {3, true}}, 2000);
  expect_the_shortest_at_random({{4, false}, {3, true}}, 2000);
  expect_the_shortest_at_random({{5, true}, {2, false}, {2, true}}, 2000);
  expect_the_shortest_at_random({{2, false}, {4, false}, {2, false}}, 1000);
}

TEST(ShortestDescription, IsThatOfTryingEverythingOnLongAxes) {
  expect_the_shortest_at_random({{9, true}, {3, false}}, 300);
  expect_the_shortest_at_random({{7, false}, {4, true}}, 300);
}

/// Points of one axis, one character a level: `+` is marked.
std::vector<GridPoint> line(const std::string& marks) {
  std::vector<GridPoint> points;
  for (const char mark : marks) points.push_back({{static_cast<int>(points.size())}, mark == '+'});
  return points;
}

std::optional<Description> on_line(const std::string& marks, bool ordered = true) {
  return shortest_description(std::vector{Axis{static_cast<int>(marks.size()), ordered}}, line(marks));
}

TEST(ShortestDescription, HasNoTermWhereAllAreAlike) {
  EXPECT_EQ(on_line("++++"), (Description{.of_marked = false, .terms = {}, .cost = 0, .exceptions = 0}));
  EXPECT_EQ(on_line("----"), (Description{.of_marked = true, .terms = {}, .cost = 0, .exceptions = 0}));
}

TEST(ShortestDescription, PrefersAnExceptionToAConditionThatCostsMore) {
  // One of eleven inside: the range costs 2, and the exception 1.
  EXPECT_EQ(on_line("+++++-+++++"), (Description{.of_marked = false, .terms = {}, .cost = 0, .exceptions = 1}));
  // At the end both cost 1, and fewer exceptions win.
  EXPECT_EQ(on_line("++++++++++-"),
            (Description{.of_marked = true, .terms = {{{0, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}}}, .cost = 1}));
}

TEST(ShortestDescription, TakesTheDearerOneWhereTheCheaperSaysTooLittle) {
  // One exception of four is more than a tenth.
  EXPECT_EQ(on_line("++-+"), (Description{.of_marked = false, .terms = {{{0, {2}}}}, .cost = 2, .exceptions = 0}));
}

TEST(ShortestDescription, OfCategoriesNamesTheFewerOnes) {
  EXPECT_EQ(on_line("+-+-+", false), (Description{.of_marked = true, .terms = {{{0, {0, 2, 4}}}}, .cost = 2}));
}

TEST(ShortestDescription, IsNoneWhereEverySecondLevelIsMarked) { EXPECT_FALSE(on_line("+-+-+-+-")); }

TEST(ShortestDescription, NamesTheEarlierOfTwoAxesThatSayTheSame) {
  const std::vector<GridPoint> diagonal{{{0, 0}, true}, {{1, 1}, false}, {{2, 2}, false}};
  const auto found = shortest_description(std::vector<Axis>{{3, true}, {3, true}}, diagonal);
  EXPECT_EQ(found, (Description{.of_marked = true, .terms = {{{0, {0}}}}, .cost = 1, .exceptions = 0}));
}

TEST(ShortestDescription, TellsTwoTermsInTheOrderOfTheirLevels) {
  // The first two levels on one side of the second axis, the last one on the other.
  const std::vector<Axis> axes{{4, true}, {2, false}};
  auto points = grid_of(axes);
  for (auto& point : points) point.marked = point.levels[1] == 0 ? point.levels[0] == 3 : point.levels[0] <= 1;
  EXPECT_EQ(
      shortest_description(axes, points),
      (Description{
          .of_marked = true, .terms = {{{0, {0, 1}}, {1, {1}}}, {{0, {3}}, {1, {0}}}}, .cost = 4, .exceptions = 0}));
}

TEST(ShortestDescription, DoesNotDependOnTheOrderOfThePoints) {
  const std::vector<Axis> axes{{5, true}, {3, false}, {2, true}};
  std::mt19937 random(1);
  for (int i = 0; i < 200; ++i) {
    auto points = grid_of(axes);
    // A pattern with a few points turned over: many descriptions are as good as one another.
    for (auto& point : points) {
      point.marked = (point.levels[0] > point.levels[1]) != (random() % 20 == 0);
    }
    const auto expected = shortest_description(axes, points);
    std::ranges::shuffle(points, random);
    EXPECT_EQ(shortest_description(axes, points), expected);
  }
}

}  // namespace
}  // namespace memlore::judge
