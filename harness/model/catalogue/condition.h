#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "harness/model/catalogue/factor.h"
#include "harness/model/catalogue/point.h"

namespace memlore {

/// A condition on one factor: its level is one of these.
struct Condition {
  std::string factor;
  std::vector<std::int64_t> levels;  ///< In ascending order, at least one.

  bool operator==(const Condition&) const = default;
};

/// True where the point meets the condition.
bool meets(const Point& point, const Condition& condition);

/// True where the point meets all conditions; no condition is met everywhere.
bool meets(const Point& point, std::span<const Condition> conditions);

/// The level as people read it: its label, or the number.
std::string level_in_words(const Factor& factor, std::int64_t level);

/// `up to 16 bytes`, `from 48 bytes`, `at 1 type`, `for payload 9 bytes`, `for order random or sorted`, among the
/// factor's own levels. Throws InputError naming the factor when there is none of that name.
std::string in_words(const Condition& condition, std::span<const Factor> factors);

/// Several conditions that hold together: `for order random, from 4 types`; empty for none.
std::string in_words(std::span<const Condition> conditions, std::span<const Factor> factors);

}  // namespace memlore
