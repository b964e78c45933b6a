#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/model/catalogue/condition.h"
#include "harness/model/catalogue/metric.h"

namespace memlore {

/// What a claim says of a ratio (or of one arm's own value, for a claim without a baseline).
enum class Relation {
  at_least,  ///< It is the threshold or more.
  at_most,   ///< It is the threshold or less.
  within,    ///< It lies within [1/threshold, threshold]: a decision for equivalence, not "no difference found".
};

/// One sentence of lore that can be wrong, with the one comparison that decides it. Fixed before any data.
struct Claim {
  std::string row;        ///< Row of the claims table (docs/CLAIMS.md) that it answers: `A5`.
  std::string sentence;   ///< In plain English, with the relation and the threshold in it.
  std::string contender;  ///< Arm in the numerator.
  std::string baseline;   ///< Arm in the denominator; empty: the threshold applies to the contender's own value.
  Metric metric = Metric::time_per_op;
  Relation relation = Relation::at_least;
  double threshold = 1;  ///< Ratio, > 0; or a value in the metric's unit when there is no baseline.
  /// The points that the claim speaks of: those that meet all conditions. Others are measured and drawn, not judged.
  std::vector<Condition> domain;

  bool operator==(const Claim&) const = default;
};

/// True where the claim speaks of the point.
bool in_domain(const Claim& claim, const Point& point);

/// True where both claims are about the same ratio (or value) at the same points, whatever they say of it.
bool about_the_same(const Claim& one, const Claim& other);

/// Arms, metric, relation, threshold and domain: `virtual / direct: time per operation ≥ 1.1, up to 8 elements`.
/// Requires the factors of the claim's experiment.
std::string in_words(const Claim& claim, std::span<const Factor> factors);

/// `virtual / direct`, or the contender alone.
std::string arms_in_words(const Claim& claim);

/// `at least 1.2`, `at most 0.7`, `within 1.1`.
std::string threshold_in_words(const Claim& claim);

/// True where the sentence says the relation and the threshold: `at least 1.2 times`, `at most 0.7 times`, `within 1.1
/// times`. Some thresholds may be said in words. Of ratios: `at most as long` (1), `at least twice` (2) and their
/// counterparts. Of counts: `nothing`, `no allocation` or `never` (at most 0), `every` or `at least once` (at least 1).
bool sentence_says_threshold(const Claim& claim);

/// What makes the claim one that cannot be judged, in words (`the threshold of a ratio must be above 0`); empty for a
/// sound one.
std::string problem_with(const Claim& claim);

}  // namespace memlore
