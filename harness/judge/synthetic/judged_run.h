#pragma once

// For tests: what the judge says of a made-up run, which makes one claim in each experiment.

#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::synthetic {

/// Of the first experiment, point by point.
inline const std::vector<Comparison>& comparisons_of(const Judgement& judgement) {
  return judgement.experiments.at(0).claims.at(0).comparisons;
}

}  // namespace memlore::synthetic
