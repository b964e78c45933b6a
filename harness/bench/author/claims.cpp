#include "harness/bench/author/claims.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

Levels numbers(std::function<bool(std::int64_t)> chosen) {
  return [chosen = std::move(chosen)](const Level& level) { return level.label.empty() && chosen(level.value); };
}

/// Levels of the factor that meet the condition, in ascending order.
Condition condition_of(const Selection& selection, std::span<const Factor> factors) {
  const auto factor = std::ranges::find(factors, selection.factor, &Factor::name);
  if (factor == factors.end()) throw InputError(fmt::format("its domain names no factor: '{}'", selection.factor));
  Condition condition{.factor = selection.factor, .levels = {}};
  for (const auto& level : factor->levels) {
    if (selection.levels(level)) condition.levels.push_back(level.value);
  }
  if (condition.levels.empty()) {
    throw InputError(fmt::format("no level of '{}' is in its domain", selection.factor));
  }
  if (condition.levels.size() == factor->levels.size()) {
    throw InputError(fmt::format("every level of '{}' is in its domain: leave the condition out", selection.factor));
  }
  std::ranges::sort(condition.levels);
  return condition;
}

/// Adds a condition; two on one factor become the one that both state.
void add(std::vector<Condition>& domain, const Condition& condition) {
  const auto same = std::ranges::find(domain, condition.factor, &Condition::factor);
  if (same == domain.end()) {
    domain.push_back(condition);
    return;
  }
  std::erase_if(same->levels, [&](std::int64_t level) { return !std::ranges::binary_search(condition.levels, level); });
  if (same->levels.empty()) {
    throw InputError(fmt::format("no level of '{}' meets all conditions of its domain", condition.factor));
  }
}

}  // namespace

Levels up_to(std::int64_t most) {
  return numbers([most](std::int64_t number) { return number <= most; });
}

Levels from(std::int64_t least) {
  return numbers([least](std::int64_t number) { return number >= least; });
}

Levels is(std::int64_t number) {
  return numbers([number](std::int64_t each) { return each == number; });
}

Levels is(std::string label) {
  return [label = std::move(label)](const Level& level) { return level.label == label; };
}

Assertion Quantity::within(double threshold) const { return {*this, Relation::within, threshold}; }

Assertion Assertion::where(std::string factor, Levels levels) const {
  auto limited = *this;
  limited.domain.push_back({std::move(factor), std::move(levels)});
  return limited;
}

Claim resolved(const ClaimDeclaration& declaration, std::span<const Factor> factors) {
  const auto& assertion = declaration.assertion;
  Claim claim{.row = declaration.row,
              .sentence = declaration.sentence,
              .contender = assertion.quantity.contender,
              .baseline = assertion.quantity.baseline,
              .metric = assertion.quantity.metric,
              .relation = assertion.relation,
              .threshold = assertion.threshold,
              .domain = {}};
  for (const auto& each : assertion.domain) add(claim.domain, condition_of(each, factors));
  return claim;
}

}  // namespace memlore::bench
