#pragma once

#include <string>

#include "harness/model/catalogue/metric.h"

namespace memlore {

/// What is expected of a ratio (or of a value, for a hypothesis without a baseline).
enum class Relation {
  at_least,    ///< The ratio is the threshold or more.
  at_most,     ///< The ratio is the threshold or less.
  equivalent,  ///< The ratio lies within [1/threshold, threshold]; an equivalence decision, not "no difference found".
};

/// One falsifiable statement, fixed before any data.
struct Hypothesis {
  std::string contender;  ///< Arm in the numerator.
  std::string baseline;   ///< Arm in the denominator; empty: the threshold applies to the contender's own value.
  Metric metric = Metric::time_per_op;
  Relation relation = Relation::at_least;
  double threshold = 1;   ///< Ratio, > 0; or a value in the metric's unit when there is no baseline.
  std::string statement;  ///< The hypothesis in one plain sentence.

  bool operator==(const Hypothesis&) const = default;
};

/// Arms, metric, relation and threshold: `virtual / direct, time per operation ≥ 1.1`.
std::string in_words(const Hypothesis& hypothesis);

}  // namespace memlore
