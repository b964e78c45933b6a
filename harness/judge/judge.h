#pragma once

// From the raw record to verdicts, in one direction and without a clock, a file or a random number:
//
//   series ──► ratios (ratio.h)               paired log ratios of each round, their median per process, their median
//                                             per code layout
//          ──► noise floor (noise_floor.h)    the same between identical arms
//          ──► questions, error budget        what each comparison may err, given all the others
//              (questions.h, error_budget.h)
//          ──► comparisons (answer.h,         an interval across layouts, compared with the claim
//              compare.h)
//          ──► rule and verdict (sweep/)      where the claim holds and where not; what that makes of it
//
// The same run gives the same judgement, any time later.

#include <string>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Judges a run. Requires a run that `validate` accepts.
Judgement judge(const Run& run);

/// Throws InputError, naming the file, when an index in the run points nowhere or a value cannot be true.
void validate(const Run& run, const std::string& name);

/// "3 lines of the journal were damaged and not used; …", for a run with damaged lines.
std::string damage_in_words(const Run& run);

}  // namespace memlore::judge
