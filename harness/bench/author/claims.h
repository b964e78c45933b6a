#pragma once

// How an author writes a claim: its row, its sentence, and the one comparison that decides it.
//
//   claim("A8", "Up to its inline capacity, a small vector fills at least 1.2 times as fast as std::vector.",
//         (ratio("vector", "small_vector") >= 1.2).where("elements", up_to(8)))
//   claim("A5", "A pool that boxes values allocates on every put.", value("boxed_any", Metric::allocations_per_op) >=
//   1)

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/catalogue/claim.h"
#include "harness/model/catalogue/factor.h"

namespace memlore::bench {

struct Assertion;

/// What a claim compares with its threshold.
struct Quantity {
  std::string contender;
  std::string baseline;  ///< Empty: the contender's own value.
  Metric metric = Metric::time_per_op;

  /// Asserts that a ratio lies between 1/threshold and threshold.
  [[nodiscard]] Assertion within(double threshold) const;
};

/// The contender over the baseline.
inline Quantity ratio(std::string contender, std::string baseline, Metric metric = Metric::time_per_op) {
  return {std::move(contender), std::move(baseline), metric};
}

/// The arm's own value, in the metric's unit.
inline Quantity value(std::string arm, Metric metric) { return {std::move(arm), {}, metric}; }

/// Chooses levels of a factor.
using Levels = std::function<bool(const Level&)>;

/// The number or a smaller one. No category is one.
Levels up_to(std::int64_t most);

/// The number or a larger one. No category is one.
Levels from(std::int64_t least);

/// This number and no other.
Levels is(std::int64_t number);

/// The category with this label and no other.
Levels is(std::string label);

/// A condition on one factor.
struct Selection {
  std::string factor;
  Levels levels;
};

/// A quantity with its relation, its threshold and its domain.
struct Assertion {
  Quantity quantity;
  Relation relation = Relation::at_least;
  double threshold = 1;
  std::vector<Selection> domain{};  ///< All of these hold.

  /// Limits the claim to these levels of a factor, and to what limits it already.
  [[nodiscard]] Assertion where(std::string factor, Levels levels) const;
};

inline Assertion operator>=(Quantity quantity, double threshold) {
  return {std::move(quantity), Relation::at_least, threshold};
}

inline Assertion operator<=(Quantity quantity, double threshold) {
  return {std::move(quantity), Relation::at_most, threshold};
}

/// A claim as an author writes it.
struct ClaimDeclaration {
  std::string row;
  std::string sentence;
  Assertion assertion;
};

/// `row` is a row of docs/CLAIMS.md. The sentence says relation and threshold and ends with a full stop.
inline ClaimDeclaration claim(std::string row, std::string sentence, Assertion assertion) {
  return {std::move(row), std::move(sentence), std::move(assertion)};
}

/// The claim with its domain as levels of these factors, in every tier. Throws InputError for a condition on a factor
/// that is not there, and for one that no level or every level meets.
Claim resolved(const ClaimDeclaration& declaration, std::span<const Factor> factors);

}  // namespace memlore::bench
