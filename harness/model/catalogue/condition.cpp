#include "harness/model/catalogue/condition.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

const Factor& factor_of(const Condition& condition, std::span<const Factor> factors) {
  const auto found = std::ranges::find(factors, condition.factor, &Factor::name);
  if (found == factors.end()) throw InputError("no factor '" + condition.factor + "'");
  return *found;
}

std::vector<std::int64_t> levels_of(const Factor& factor) {
  std::vector<std::int64_t> levels;
  for (const auto& each : factor.levels) levels.push_back(each.value);
  return levels;
}

/// `a`, `a or b`, `a, b or c`.
std::string listed(const Factor& factor, std::span<const std::int64_t> levels) {
  std::string text;
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (i > 0) text += i + 1 == levels.size() ? " or " : ", ";
    text += level_in_words(factor, levels[i]);
  }
  return text;
}

std::string category_in_words(const Factor& factor, std::span<const std::int64_t> levels) {
  const auto all = levels_of(factor);
  if (levels.size() > 1 && levels.size() + 1 == all.size()) {
    const auto missing =
        *std::ranges::find_if(all, [&](std::int64_t each) { return std::ranges::find(levels, each) == levels.end(); });
    return fmt::format("for {} other than {}", factor.name, level_in_words(factor, missing));
  }
  return fmt::format("for {} {}", factor.name, listed(factor, levels));
}

/// `up to 16 bytes`, where the unit names what is counted; `for payload up to 16 bytes`, where the factor does.
std::string with_unit(const Factor& factor, const std::string& range) {
  if (factor.unit.empty()) return fmt::format("for {} {}", factor.name, range);
  if (factor.unit == factor.name) return fmt::format("{} {}", range, factor.unit);
  return fmt::format("for {} {} {}", factor.name, range, factor.unit);
}

std::string number_in_words(const Factor& factor, std::span<const std::int64_t> levels) {
  const auto all = levels_of(factor);
  const auto begin = std::ranges::find(all, levels.front());
  const bool together = begin != all.end() && static_cast<std::size_t>(all.end() - begin) >= levels.size() &&
                        std::equal(levels.begin(), levels.end(), begin);
  const bool from_first = together && begin == all.begin();
  const bool to_last = together && static_cast<std::size_t>(all.end() - begin) == levels.size();
  if (levels.size() == 1 || !together) {
    if (factor.unit.empty()) return fmt::format("for {} {}", factor.name, listed(factor, levels));
    auto unit = factor.unit;
    if (levels.size() == 1 && levels.front() == 1 && unit.ends_with('s')) unit.pop_back();
    const auto text = fmt::format("{} {}", listed(factor, levels), unit);
    return factor.unit == factor.name ? "at " + text : fmt::format("for {} {}", factor.name, text);
  }
  if (from_first && to_last) return fmt::format("for every number of {}", factor.name);
  if (from_first) return with_unit(factor, fmt::format("up to {}", levels.back()));
  if (to_last) return with_unit(factor, fmt::format("from {}", levels.front()));
  return with_unit(factor, fmt::format("from {} to {}", levels.front(), levels.back()));
}

}  // namespace

bool meets(const Point& point, const Condition& condition) {
  return std::ranges::find(condition.levels, point[condition.factor]) != condition.levels.end();
}

bool meets(const Point& point, std::span<const Condition> conditions) {
  return std::ranges::all_of(conditions, [&](const Condition& each) { return meets(point, each); });
}

std::string level_in_words(const Factor& factor, std::int64_t level) {
  const auto found = std::ranges::find(factor.levels, level, &Level::value);
  return found != factor.levels.end() && !found->label.empty() ? found->label : std::to_string(level);
}

std::string in_words(const Condition& condition, std::span<const Factor> factors) {
  const auto& factor = factor_of(condition, factors);
  if (condition.levels.empty()) return fmt::format("for no {}", factor.name);  // Only in a catalogue of others.
  return is_ordered(factor) ? number_in_words(factor, condition.levels) : category_in_words(factor, condition.levels);
}

std::string in_words(std::span<const Condition> conditions, std::span<const Factor> factors) {
  std::string text;
  for (const auto& each : conditions) text += (text.empty() ? "" : ", ") + in_words(each, factors);
  return text;
}

}  // namespace memlore
