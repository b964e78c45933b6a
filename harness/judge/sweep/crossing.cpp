#include "harness/judge/sweep/crossing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "harness/stats/median.h"

namespace memlore::judge {
namespace {

/// A level of the factor with the log ratio there, seen from the threshold: 0 is on it.
struct Place {
  double level = 0;
  double value = 0;
  double low = 0;
  double high = 0;
};

using Slice = std::vector<Place>;

bool is_number(const Factor& factor) {
  return std::ranges::all_of(factor.levels, [](const Level& level) { return level.label.empty(); });
}

/// The key of a point without one of its coordinates.
std::string others_of(const Point& point, const std::string& factor) {
  auto others = point;
  std::erase_if(others.coordinates, [&](const Coordinate& each) { return each.factor == factor; });
  return others.key();
}

std::vector<Slice> slices_of(const std::string& factor, double threshold, std::span<const Comparison> comparisons) {
  std::map<std::string, Slice> slices;
  for (const auto& each : comparisons) {
    if (each.estimate.n == 0 || each.estimate.value <= 0) continue;
    slices[others_of(each.point, factor)].push_back({.level = static_cast<double>(each.point[factor]),
                                                     .value = std::log(each.estimate.value / threshold),
                                                     .low = std::log(each.estimate.low / threshold),
                                                     .high = std::log(each.estimate.high / threshold)});
  }
  std::vector<Slice> result;
  for (auto& [key, slice] : slices) {
    std::ranges::sort(slice, {}, &Place::level);
    result.push_back(std::move(slice));
  }
  return result;
}

/// Where a line from (a, at_a) to (b, at_b) is 0, with levels on the log scale where they can be.
double zero_between(double a, double at_a, double b, double at_b) {
  const double share = std::isfinite(at_b) ? at_a / (at_a - at_b) : 0;
  if (a <= 0 || b <= 0) return a + share * (b - a);
  return a * std::pow(b / a, share);
}

/// The first level, walking away from the crossing, at which the interval lies wholly on its side; from there the near
/// end is followed back to where it touches the threshold. `near` picks the end that faces the threshold.
template <class Iterator, class Near>
std::optional<double> decided_from(Iterator place, const Iterator& end, Place last, double sign, Near near) {
  for (; place != end; ++place) {
    const double at = sign * near(*place);
    if (at > 0) return zero_between(place->level, at, last.level, sign * near(last));
    last = *place;
  }
  return std::nullopt;
}

std::optional<Crossing> crossing_of(const Slice& slice) {
  std::vector<std::size_t> changes;
  for (std::size_t i = 1; i < slice.size(); ++i) {
    if ((slice[i - 1].value > 0) != (slice[i].value > 0)) changes.push_back(i);
  }
  if (changes.size() != 1) return std::nullopt;
  const auto& before = slice[changes[0] - 1];
  const auto& after = slice[changes[0]];
  const double falls = before.value > 0 ? 1 : -1;
  auto facing = [](double side) { return [side](const Place& place) { return side > 0 ? place.low : place.high; }; };
  const auto middle = slice.begin() + static_cast<std::ptrdiff_t>(changes[0]);
  return Crossing{.at = zero_between(before.level, before.value, after.level, after.value),
                  .low = decided_from(std::make_reverse_iterator(middle), slice.rend(), after, falls, facing(falls)),
                  .high = decided_from(middle, slice.end(), before, -falls, facing(-falls)),
                  .slices = 1};
}

/// The outermost end, or none as soon as one slice has none.
void widen(std::optional<double>& end, const std::optional<double>& other, auto outermost) {
  end = end && other ? std::optional(outermost(*end, *other)) : std::nullopt;
}

}  // namespace

std::optional<Crossing> find_crossing(std::span<const Factor> factors, const Turn& turn, double threshold,
                                      std::span<const Comparison> comparisons) {
  const auto factor = std::ranges::find(factors, turn.factor, &Factor::name);
  if (factor == factors.end() || !is_number(*factor) || threshold <= 0) return std::nullopt;
  std::optional<Crossing> all;
  std::vector<double> places;
  for (const auto& slice : slices_of(turn.factor, threshold, comparisons)) {
    const auto own = crossing_of(slice);
    if (!own) continue;
    places.push_back(own->at);
    if (!all) {
      all = own;
      continue;
    }
    widen(all->low, own->low, [](double a, double b) { return std::min(a, b); });
    widen(all->high, own->high, [](double a, double b) { return std::max(a, b); });
    ++all->slices;
  }
  if (all) all->at = stats::median(places);
  return all;
}

}  // namespace memlore::judge
