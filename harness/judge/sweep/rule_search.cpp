#include "harness/judge/sweep/rule_search.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <numeric>
#include <tuple>
#include <utility>

namespace memlore::judge {
namespace {

/// Levels of an axis that a condition can name.
struct Choice {
  std::vector<int> levels;
  int cost = 0;
};

std::vector<int> range(int begin, int end) {
  std::vector<int> levels(static_cast<std::size_t>(end - begin));
  std::iota(levels.begin(), levels.end(), begin);
  return levels;
}

std::vector<int> all_but(int level, int count) {
  auto levels = range(0, count);
  std::erase(levels, level);
  return levels;
}

std::vector<Choice> ranges_of(int count) {
  std::vector<Choice> choices;
  for (int size = 1; size < count; ++size) {
    choices.push_back({range(0, size), 1});
    choices.push_back({range(count - size, count), 1});
  }
  for (int size = 1; size < count - 1; ++size) {
    for (int begin = 1; begin + size < count; ++begin) choices.push_back({range(begin, begin + size), 2});
  }
  return choices;
}

std::vector<Choice> sets_of(int count) {
  std::vector<Choice> choices;
  if (count > most_categories) {
    for (int level = 0; level < count; ++level) choices.push_back({{level}, 1});
    for (int level = 0; level < count; ++level) choices.push_back({all_but(level, count), 1});
    return choices;
  }
  for (unsigned chosen = 1; chosen + 1 < 1U << static_cast<unsigned>(count); ++chosen) {
    auto levels = range(0, count);
    std::erase_if(levels, [&](int level) { return (chosen >> static_cast<unsigned>(level) & 1U) == 0; });
    const auto size = static_cast<int>(levels.size());
    choices.push_back({std::move(levels), std::min(size, count - size)});
  }
  std::ranges::stable_sort(choices, {}, [](const Choice& each) { return std::pair(each.cost, each.levels.size()); });
  return choices;
}

constexpr int dearest_choice = std::max(2, most_categories / 2);

/// A term: a choice on the first axis, and perhaps one on the second.
struct Part {
  const Choice* first = nullptr;
  const Choice* second = nullptr;
  int balance = 0;  ///< Its marked points less the others in it.

  int cost() const { return first->cost + (second == nullptr ? 0 : second->cost); }
  int conditions() const { return second == nullptr ? 1 : 2; }
};

/// A description while it is compared with others.
struct Candidate {
  bool of_marked = false;
  int first_axis = 0;
  int second_axis = 0;
  std::array<Part, 2> parts{};
  int count = 0;  ///< Of its parts.
  int cost = 0;
  int exceptions = 0;
  int conditions = 0;

  std::span<const Part> terms() const { return std::span(parts).first(static_cast<std::size_t>(count)); }
  auto key() const { return std::tuple(cost + exceptions, exceptions, conditions); }
};

bool exclude_each_other(const Choice& one, const Choice& other) {
  return std::ranges::none_of(one.levels, [&](int level) { return std::ranges::binary_search(other.levels, level); });
}

Description description_of(const Candidate& candidate) {
  Description description{
      .of_marked = candidate.of_marked, .terms = {}, .cost = candidate.cost, .exceptions = candidate.exceptions};
  for (const auto& part : candidate.terms()) {
    description.terms.push_back({{candidate.first_axis, part.first->levels}});
    if (part.second != nullptr) description.terms.back().push_back({candidate.second_axis, part.second->levels});
  }
  std::ranges::sort(description.terms, {}, [](const Term& term) { return term.front().levels; });
  for (auto& term : description.terms) std::ranges::sort(term, {}, &AxisLevels::axis);
  return description;
}

class Search {
 public:
  Search(std::span<const Axis> axes, std::span<const GridPoint> points) : axes_(axes), points_(points) {
    for (const auto& axis : axes) choices_.push_back(axis.ordered ? ranges_of(axis.levels) : sets_of(axis.levels));
    marked_ = static_cast<int>(std::ranges::count(points, true, &GridPoint::marked));
  }

  std::optional<Description> best() {
    for (const bool of_marked : {true, false}) offer({.of_marked = of_marked});
    for (int first = 0; first < std::ssize(axes_); ++first) {
      try_axes(first, first);
      for (int second = 0; second < std::ssize(axes_); ++second) {
        if (second != first) try_axes(first, second);
      }
    }
    if (!best_) return std::nullopt;
    return description_of(*best_);
  }

 private:
  /// Compares the descriptions over these axes; over one axis where both are the same.
  void try_axes(int first, int second) {
    const bool paired = axes_[static_cast<std::size_t>(first)].levels <= most_paired_levels;
    for (const bool of_marked : {true, false}) {
      const Candidate none{.of_marked = of_marked, .first_axis = first, .second_axis = second};
      const auto parts = parts_over(first, second, of_marked);
      for (auto one = parts.begin(); one != parts.end(); ++one) {
        auto candidate = none;
        candidate.parts = {*one, {}};
        candidate.count = 1;
        offer(candidate);
        candidate.count = 2;
        for (auto other = one + 1; paired && other != parts.end(); ++other) {
          candidate.parts[1] = *other;
          offer(candidate);
        }
      }
    }
  }

  /// Every choice on the first axis, alone and with the best choice on the second one at each cost.
  std::vector<Part> parts_over(int first, int second, bool of_marked) const {
    const auto balances = balances_over(first, second);
    std::vector<Part> parts;
    for (const auto& choice : choices_[static_cast<std::size_t>(first)]) {
      std::vector<int> row(balances.front().size());
      for (const int level : choice.levels) {
        const auto& added = balances[static_cast<std::size_t>(level)];
        std::ranges::transform(row, added, row.begin(), std::plus{});
      }
      parts.push_back({.first = &choice, .balance = std::accumulate(row.begin(), row.end(), 0)});
      if (second == first) continue;
      std::array<Part, dearest_choice + 1> best_at_cost{};
      for (const auto& other : choices_[static_cast<std::size_t>(second)]) {
        int balance = 0;
        for (const int level : other.levels) balance += row[static_cast<std::size_t>(level)];
        auto& best = best_at_cost.at(static_cast<std::size_t>(other.cost));
        const bool better = of_marked ? balance > best.balance : balance < best.balance;
        if (best.first == nullptr || better) best = {.first = &choice, .second = &other, .balance = balance};
      }
      std::ranges::copy_if(best_at_cost, std::back_inserter(parts),
                           [](const Part& each) { return each.first != nullptr; });
    }
    return parts;
  }

  /// Marked points less others, by level of the first axis and of the second.
  std::vector<std::vector<int>> balances_over(int first, int second) const {
    const auto levels = [&](int axis) {
      return static_cast<std::size_t>(axes_[static_cast<std::size_t>(axis)].levels);
    };
    std::vector balances(levels(first), std::vector<int>(levels(second)));
    for (const auto& point : points_) {
      const auto at = [&](int axis) { return static_cast<std::size_t>(point.levels[static_cast<std::size_t>(axis)]); };
      balances[at(first)][at(second)] += point.marked ? 1 : -1;
    }
    return balances;
  }

  void offer(Candidate candidate) {
    const auto all = static_cast<int>(points_.size());
    // With no term all points of the kind that the terms describe are exceptions; each term takes its balance off.
    candidate.exceptions = candidate.of_marked ? marked_ : all - marked_;
    for (const auto& part : candidate.terms()) {
      candidate.cost += part.cost();
      candidate.conditions += part.conditions();
      candidate.exceptions -= candidate.of_marked ? part.balance : -part.balance;
    }
    if (!explains_enough(candidate.exceptions, all) || (best_ && candidate.key() >= best_->key())) return;
    if (candidate.count == 2 && !exclude_each_other(*candidate.parts[0].first, *candidate.parts[1].first)) return;
    best_ = candidate;
  }

  std::span<const Axis> axes_;
  std::span<const GridPoint> points_;
  std::vector<std::vector<Choice>> choices_;  ///< Of each axis, by cost.
  int marked_ = 0;
  std::optional<Candidate> best_;
};

}  // namespace

std::optional<Description> shortest_description(std::span<const Axis> axes, std::span<const GridPoint> points) {
  return Search(axes, points).best();
}

}  // namespace memlore::judge
