#include "harness/judge/sweep/rule.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "harness/judge/sweep/rule_search.h"
#include "harness/judge/sweep/rule_turns.h"
#include "harness/judge/sweep/verdict.h"

namespace memlore::judge {
namespace {

using Terms = std::vector<std::vector<Condition>>;

/// A description in the words of the model.
struct Described {
  bool of_holding = false;  ///< The claim holds in the terms; else it is refuted there.
  Terms terms;
};

bool supports(const Comparison& comparison) { return comparison.stance == Stance::supports; }

bool is_judged(const Comparison& comparison) { return is_decided(comparison) || is_open(comparison); }

std::vector<Comparison> those_that(bool (*are)(const Comparison&), std::span<const Comparison> comparisons) {
  std::vector<Comparison> result;
  std::ranges::copy_if(comparisons, std::back_inserter(result), are);
  return result;
}

std::vector<std::int64_t> levels_at(std::span<const Comparison> comparisons, const std::string& factor) {
  std::set<std::int64_t> levels;
  for (const auto& each : comparisons) levels.insert(each.point[factor]);
  return {levels.begin(), levels.end()};
}

/// The condition that names these levels. A range takes in what was measured inside it and is open.
Condition condition_on(const Factor& factor, std::vector<std::int64_t> levels) {
  if (is_ordered(factor)) {
    const auto [first, last] = std::pair(levels.front(), levels.back());
    levels.clear();
    for (const auto& [level, label, tier] : factor.levels) {
      if (level >= first && level <= last) levels.push_back(level);
    }
  }
  return {factor.name, std::move(levels)};
}

/// Categories before numbers, as one says it: `for order random, from 4 types`.
void sort_for_words(std::vector<Condition>& conditions, std::span<const Factor> factors) {
  std::ranges::stable_sort(conditions, {}, [&](const Condition& each) {
    return is_ordered(*std::ranges::find(factors, each.factor, &Factor::name));
  });
}

/// The shortest description of where the claim holds, among decided comparisons.
std::optional<Described> describe(std::span<const Factor> factors, std::span<const Comparison> decided) {
  std::vector<std::vector<std::int64_t>> levels;
  std::vector<Axis> axes;
  for (const auto& factor : factors) {
    levels.push_back(levels_at(decided, factor.name));
    axes.push_back({static_cast<int>(levels.back().size()), is_ordered(factor)});
  }
  std::vector<GridPoint> points;
  for (const auto& each : decided) {
    points.push_back({.levels = {}, .marked = supports(each)});
    for (std::size_t i = 0; i < factors.size(); ++i) {
      const auto at = std::ranges::lower_bound(levels[i], each.point[factors[i].name]);
      points.back().levels.push_back(static_cast<int>(at - levels[i].begin()));
    }
  }
  const auto found = shortest_description(axes, points);
  if (!found) return std::nullopt;
  Described described{.of_holding = found->of_marked, .terms = {}};
  for (const auto& term : found->terms) {
    auto& conditions = described.terms.emplace_back();
    for (const auto& [axis, indexes] : term) {
      const auto i = static_cast<std::size_t>(axis);
      std::vector<std::int64_t> named;
      for (const int index : indexes) named.push_back(levels[i][static_cast<std::size_t>(index)]);
      conditions.push_back(condition_on(factors[i], std::move(named)));
    }
    sort_for_words(conditions, factors);
  }
  return described;
}

/// The condition on the same factor that the other points meet; nothing where they are not a range.
std::optional<Condition> opposite(const Condition& condition, std::span<const Factor> factors,
                                  std::span<const Comparison> comparisons) {
  auto levels = levels_at(comparisons, condition.factor);
  const auto lowest = levels.front();
  const auto highest = levels.back();
  std::erase_if(levels, [&](std::int64_t each) { return std::ranges::binary_search(condition.levels, each); });
  const auto& factor = *std::ranges::find(factors, condition.factor, &Factor::name);
  const bool inner = condition.levels.front() > lowest && condition.levels.back() < highest;
  if (is_ordered(factor) && inner) return std::nullopt;
  return condition_on(factor, std::move(levels));
}

/// The regions of a description of where a claim holds, among decided comparisons; where it holds first.
std::vector<Region> regions_of(const Described& described, std::span<const Factor> factors,
                               std::span<const Comparison> decided) {
  std::vector<Region> regions;
  const auto add = [&](std::vector<Condition> where, bool holds) {
    const auto* const rest = described.terms.empty() ? "everywhere" : "elsewhere";
    auto words = where.empty() ? rest : in_words(where, factors);
    regions.push_back({.where = std::move(where), .words = std::move(words), .holds = holds});
  };
  for (const auto& term : described.terms) add(term, described.of_holding);
  std::vector<Condition> rest;
  if (described.terms.size() == 1 && described.terms[0].size() == 1) {
    if (auto other = opposite(described.terms[0][0], factors, decided)) rest.push_back(std::move(*other));
  }
  add(std::move(rest), !described.of_holding);
  std::ranges::stable_sort(regions, std::greater{}, &Region::holds);
  return regions;
}

/// Of comparisons decided alike: what their points have in common and open points do not, on up to two factors. Nothing
/// where no level is wholly open, or where too many of the points that meet it are open.
std::vector<Condition> where_decided(std::span<const Factor> factors, std::span<const Comparison> comparisons) {
  const auto decided = those_that(is_decided, comparisons);
  const auto open = those_that(is_open, comparisons);
  std::vector<Condition> where;
  auto left = std::ssize(open);
  const auto open_where = [&](const Condition& condition) {
    return std::ranges::count_if(
        open, [&](const Comparison& each) { return meets(each.point, where) && meets(each.point, condition); });
  };
  for (int i = 0; i < 2; ++i) {
    std::vector<Condition> candidates;
    for (const auto& factor : factors) candidates.push_back(condition_on(factor, levels_at(decided, factor.name)));
    const auto best = std::ranges::min_element(candidates, {}, open_where);
    if (best == candidates.end() || open_where(*best) == left) break;
    left = open_where(*best);
    where.push_back(*best);
  }
  if (decided_share * static_cast<double>(std::ssize(decided) + left) > static_cast<double>(std::ssize(decided)))
    return {};
  sort_for_words(where, factors);
  return where;
}

/// The region that a point lies in: one whose conditions it meets, or the one without conditions.
Region& region_at(const Point& point, std::vector<Region>& regions) {
  const auto met = std::ranges::find_if(
      regions, [&](const Region& each) { return !each.where.empty() && meets(point, each.where); });
  return met != regions.end() ? *met : *std::ranges::find_if(regions, &std::vector<Condition>::empty, &Region::where);
}

void count(Rule& rule, std::span<const Comparison> decided) {
  for (const auto& each : decided) {
    auto& region = region_at(each.point, rule.regions);
    ++region.decided;
    if (supports(each) != region.holds) {
      rule.exceptions.push_back(each.point);
      continue;
    }
    const double value = each.estimate.value;
    region.low = region.explained == 0 ? value : std::min(region.low, value);
    region.high = region.explained == 0 ? value : std::max(region.high, value);
    ++region.explained;
  }
  rule.decided = static_cast<int>(decided.size());
  rule.explained = rule.decided - static_cast<int>(rule.exceptions.size());
}

}  // namespace

bool is_decided(const Comparison& comparison) {
  return comparison.stance == Stance::supports || comparison.stance == Stance::contradicts;
}

bool is_open(const Comparison& comparison) {
  return comparison.stance == Stance::undecided && comparison.estimate.n > 0;
}

std::vector<Factor> judged_factors(std::span<const Factor> factors, std::span<const Comparison> comparisons) {
  const auto judged = those_that(is_judged, comparisons);
  std::vector<Factor> result;
  for (const auto& [name, unit, declared] : factors) {
    std::map<std::int64_t, Level> levels;
    std::ptrdiff_t points = 0;
    for (const auto& each : judged) {
      const auto at = std::ranges::find(each.point.coordinates, name, &Coordinate::factor);
      if (at == each.point.coordinates.end()) continue;
      levels[at->value] = {.value = at->value, .label = at->label};
      ++points;
    }
    if (points < std::ssize(judged)) continue;  // A fact about a type lies nowhere on the sweep.
    result.push_back({name, unit, {}});
    for (auto& [value, level] : levels) result.back().levels.push_back(std::move(level));
  }
  return result;
}

std::optional<Rule> find_rule(std::span<const Factor> factors, double threshold,
                              std::span<const Comparison> comparisons) {
  const auto decided = those_that(is_decided, comparisons);
  if (decided.empty()) return std::nullopt;
  const auto judged = judged_factors(factors, comparisons);
  const auto described = describe(judged, decided);
  if (!described) return std::nullopt;
  Rule rule;
  rule.regions = regions_of(*described, judged, decided);
  rule.turns = find_turns(described->terms, judged, threshold, comparisons);
  count(rule, decided);
  if (rule.regions.size() == 1 && rule.exceptions.empty()) {
    auto& region = rule.regions.front();
    region.where = where_decided(judged, comparisons);
    if (!region.where.empty()) region.words = in_words(region.where, judged);
  }
  return rule;
}

}  // namespace memlore::judge
