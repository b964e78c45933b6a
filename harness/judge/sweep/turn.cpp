#include "harness/judge/sweep/turn.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace memlore::judge {
namespace {

constexpr double enough_agreement = 0.9;

struct Decided {
  std::int64_t level = 0;
  bool supports = false;
};

std::vector<Decided> decided_by_level(const std::string& factor, std::span<const Comparison> comparisons) {
  std::vector<Decided> result;
  for (const auto& comparison : comparisons) {
    if (comparison.stance == Stance::undecided) continue;
    result.push_back({comparison.point[factor], comparison.stance == Stance::supports});
  }
  return result;
}

/// Share of comparisons that agree with "one stance in the left part, the other in the rest", for the better choice of
/// which is which; 0 where one part is empty.
template <class InLeft>
double agreement(const std::vector<Decided>& decided, InLeft in_left) {
  int left_supports = 0;
  int left = 0;
  int right_supports = 0;
  for (const auto& each : decided) {
    if (in_left(each.level)) {
      ++left;
      left_supports += each.supports;
    } else {
      right_supports += each.supports;
    }
  }
  const int right = static_cast<int>(decided.size()) - left;
  if (left == 0 || right == 0) return 0;
  const int agreeing = std::max(left_supports + right - right_supports, left - left_supports + right_supports);
  return static_cast<double>(agreeing) / static_cast<double>(decided.size());
}

std::string words_for(const Factor& factor, std::int64_t value) {
  for (const auto& level : factor.levels) {
    if (level.value == value && !level.label.empty()) return level.label;
  }
  return std::to_string(value);
}

bool is_category(const Factor& factor) {
  return std::ranges::any_of(factor.levels, [](const Level& level) { return !level.label.empty(); });
}

Turn best_split(const Factor& factor, std::span<const Comparison> comparisons) {
  const auto decided = decided_by_level(factor.name, comparisons);
  std::set<std::int64_t> levels;
  for (const auto& each : decided) levels.insert(each.level);
  Turn best{.factor = factor.name, .below = {}, .above = {}, .agreement = 0};
  const bool category = is_category(factor);
  for (auto level = levels.begin(); level != levels.end() && std::next(level) != levels.end(); ++level) {
    const double share = agreement(decided, [&](std::int64_t each) { return each <= *level; });
    if (!category && share > best.agreement) {
      best = {factor.name, words_for(factor, *level), words_for(factor, *std::next(level)), share};
    }
  }
  for (auto level = levels.begin(); category && level != levels.end(); ++level) {
    const double share = agreement(decided, [&](std::int64_t each) { return each == *level; });
    if (share > best.agreement) {
      const auto other = levels.size() == 2 ? words_for(factor, *levels.rbegin()) : "the other levels";
      best = {factor.name, words_for(factor, *level), other, share};
    }
  }
  return best;
}

}  // namespace

std::optional<Turn> find_turn(std::span<const Factor> factors, std::span<const Comparison> comparisons) {
  const auto supports = std::ranges::count(comparisons, Stance::supports, &Comparison::stance);
  const auto contradicts = std::ranges::count(comparisons, Stance::contradicts, &Comparison::stance);
  if (supports == 0 || contradicts == 0) return std::nullopt;
  // A split has to explain more than always saying what most comparisons say.
  const double trivial =
      static_cast<double>(std::max(supports, contradicts)) / static_cast<double>(supports + contradicts);
  std::optional<Turn> best;
  for (const auto& factor : factors) {
    auto split = best_split(factor, comparisons);
    if (split.agreement < enough_agreement || split.agreement <= trivial) continue;
    if (!best || split.agreement > best->agreement) best = std::move(split);
  }
  return best;
}

}  // namespace memlore::judge
