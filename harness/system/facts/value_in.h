#pragma once

// For tests: one of several facts.

#include <algorithm>
#include <string>

#include "harness/system/facts/facts.h"

namespace memlore::system {

/// The value of the fact with this name, or `absent: ` and the reason.
inline std::string value_in(const Facts& facts, const std::string& name) {
  const auto found = std::ranges::find(facts, name, &Fact::name);
  return found == facts.end() ? "no such fact" : found->value.value_or("absent: " + found->absent);
}

}  // namespace memlore::system
