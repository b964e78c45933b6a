#pragma once

// For tests: what the judge says of a made-up run, which has one hypothesis an experiment.

#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::synthetic {

/// Of the first experiment, point by point.
inline const std::vector<Comparison>& comparisons_of(const Judgement& judgement) {
  return judgement.claims.at(0).hypotheses.at(0).comparisons;
}

}  // namespace memlore::synthetic
