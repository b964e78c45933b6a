#pragma once

// What sources of counts answered to questions whose answers are known, and what follows from a wrong one: nothing that
// the source counted is used.

#include <span>
#include <vector>

#include "harness/model/catalogue/known_answer.h"
#include "harness/model/record/run.h"

namespace memlore::judge {

/// The outcome of every question that the experiments of a run ask of the passes it made: one a point and source, or
/// one that says why nothing was counted.
std::vector<AnswerOutcome> answers_of(const Run& run);

/// The wrong answer of the source that an observation comes from, or nullptr. A source is what counted one metric in
/// one way: wrong cache misses say nothing of page faults.
const AnswerOutcome* wrong_answer(std::span<const AnswerOutcome> answers, const Observation& observation);

/// `a counted loop: expected 4000, counted 2100`.
std::string in_words(const AnswerOutcome& outcome);

}  // namespace memlore::judge
