#pragma once

// From the raw record to verdicts, in one direction and without a clock, a file or a random number:
//
//   series ──► estimates (ratio.h)          paired log ratios of each round, their median per invocation
//          ──► noise floor (noise_floor.h)  the same between identical arms
//          ──► comparisons (compare.h)      an interval across invocations, held against the hypothesis
//          ──► verdicts (verdict.h)         what the comparisons of a sweep say together, and where they turn
//
// The same run gives the same judgement, any time later.

#include "harness/model/judgement.h"

namespace memlore::judge {

/// Judges a run. Requires a run that `validate` accepts.
Judgement judge(const Run& run);

/// Throws InputError, naming the file, when an index in the run points nowhere or a value cannot be true.
void validate(const Run& run, const std::string& name);

}  // namespace memlore::judge
