#include "harness/judge/sweep/rule_turns.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "harness/judge/sweep/rule.h"
#include "harness/stats/median.h"

namespace memlore::judge {
namespace {

constexpr int up = 1;
constexpr int down = -1;

/// Points that meet the other conditions of a term.
using Rows = std::vector<const Comparison*>;

using Terms = std::span<const std::vector<Condition>>;

bool in_any(Terms terms, const Point& point) {
  return std::ranges::any_of(terms, [&](const auto& term) { return meets(point, term); });
}

Rows rows_of(const std::vector<Condition>& term, const Condition& condition, std::span<const Comparison> comparisons) {
  Rows rows;
  for (const auto& each : comparisons) {
    if (!is_decided(each) && !is_open(each)) continue;
    const bool met = std::ranges::all_of(
        term, [&](const Condition& other) { return other == condition || meets(each.point, other); });
    if (met) rows.push_back(&each);
  }
  return rows;
}

/// The turn at the upper or lower end of the condition's range.
std::optional<Turn> turn_at(int side, const Condition& condition, const Rows& rows, Terms terms) {
  const auto level = [&](const Comparison* each) { return side * each->point[condition.factor]; };
  std::optional<std::int64_t> inside;
  std::optional<std::int64_t> outside;
  for (const auto* each : rows) {
    if (is_decided(*each) && meets(each->point, condition) && (!inside || level(each) > *inside)) inside = level(each);
  }
  for (const auto* each : rows) {
    if (inside && is_decided(*each) && level(each) > *inside && (!outside || level(each) < *outside)) {
      outside = level(each);
    }
  }
  if (!outside) return std::nullopt;
  std::set<std::int64_t> open;
  bool turns = false;
  for (const auto* each : rows) {
    turns |= is_decided(*each) && level(each) == *outside && !in_any(terms, each->point);
    if (level(each) > *inside && level(each) < *outside) open.insert(each->point[condition.factor]);
  }
  if (!turns) return std::nullopt;
  return Turn{.factor = condition.factor,
              .below = std::min(side * *inside, side * *outside),
              .above = std::max(side * *inside, side * *outside),
              .open = {open.begin(), open.end()}};
}

/// A level with the log ratio there, seen from the threshold: 0 is on it.
struct Place {
  double level = 0;
  double value = 0;
};

/// The places from the turn's lower to its upper end, a slice for each combination of the other factors.
std::vector<std::vector<Place>> slices_of(const Turn& turn, double threshold, const Rows& rows) {
  std::map<std::string, std::vector<Place>> slices;
  for (const auto* each : rows) {
    const auto level = each->point[turn.factor];
    const double value = each->estimate.value;
    if (level < turn.below || level > turn.above || !each->baseline || value <= 0 || !std::isfinite(value)) continue;
    auto others = each->point;
    std::erase_if(others.coordinates, [&](const Coordinate& one) { return one.factor == turn.factor; });
    slices[others.key()].push_back({static_cast<double>(level), std::log(value / threshold)});
  }
  std::vector<std::vector<Place>> result;
  for (auto& [key, slice] : slices) {
    std::ranges::sort(slice, {}, &Place::level);
    result.push_back(std::move(slice));
  }
  return result;
}

std::optional<double> crossing_of(const std::vector<Place>& slice) {
  std::vector<std::size_t> changes;
  for (std::size_t i = 1; i < slice.size(); ++i) {
    if ((slice[i - 1].value > 0) != (slice[i].value > 0)) changes.push_back(i);
  }
  if (changes.size() != 1) return std::nullopt;
  const auto& before = slice[changes[0] - 1];
  const auto& after = slice[changes[0]];
  if (before.level <= 0 || after.level > 2 * before.level || after.level - before.level < 2) return std::nullopt;
  const double share = before.value / (before.value - after.value);
  const double level = before.level * std::pow(after.level / before.level, share);
  return std::clamp(level, before.level + 1, after.level - 1);
}

std::optional<std::int64_t> find_crossing(const Turn& turn, double threshold, const Rows& rows) {
  if (threshold <= 0) return std::nullopt;
  std::vector<double> crossings;
  for (const auto& slice : slices_of(turn, threshold, rows)) {
    if (const auto crossing = crossing_of(slice)) crossings.push_back(*crossing);
  }
  if (crossings.empty()) return std::nullopt;
  return std::llround(stats::median(crossings));
}

}  // namespace

std::vector<Turn> find_turns(Terms terms, std::span<const Factor> factors, double threshold,
                             std::span<const Comparison> comparisons) {
  std::vector<Turn> turns;
  for (const auto& term : terms) {
    for (const auto& condition : term) {
      if (!is_ordered(*std::ranges::find(factors, condition.factor, &Factor::name))) continue;
      const auto rows = rows_of(term, condition, comparisons);
      for (const int side : {down, up}) {
        auto turn = turn_at(side, condition, rows, terms);
        if (!turn) continue;
        turn->crossing = find_crossing(*turn, threshold, rows);
        if (std::ranges::find(turns, *turn) == turns.end()) turns.push_back(std::move(*turn));
      }
    }
  }
  return turns;
}

}  // namespace memlore::judge
