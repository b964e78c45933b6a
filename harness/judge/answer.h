#pragma once

// From a claim at one point to a comparison: of times, of repeated or single observations, of static sizes.

#include "harness/judge/questions.h"
#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// What the comparisons of one experiment look at.
struct Evidence {
  const Run& run;
  const Timings& timings;
  const Observations& observations;
  NoiseFloor own_floor;  ///< Of the experiment's own controls.
  NoiseFloor run_floor;  ///< Of all controls of the run.
};

/// Answers a question: intervals at `error` (as grant_errors gives it), held against the claim.
Comparison answer(const Evidence& evidence, const Question& question, double error);

/// A claim about counts at one cell, by the first source that counted both arms. Exact counts need no interval; others
/// that were observed once decide only with a margin.
Comparison compare_counts(const Evidence& evidence, const Claim& claim, int cell);

/// A claim about sizes, which are the same at every point: one comparison at the empty point, or none.
std::vector<Comparison> compare_sizes(const Experiment& experiment, const Claim& claim);

}  // namespace memlore::judge
