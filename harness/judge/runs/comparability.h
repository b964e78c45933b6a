#pragma once

// What makes two runs other than repetitions of one another: a difference between them may then be one of machines,
// builds or declarations, and not of chance.

#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Warnings about a pair of runs as a whole: `same_run`, `different_machines`, `different_profiles`,
/// `different_builds`, `incomplete` (of each).
std::vector<Warning> warnings_about_pair(const Judgement& first, const Judgement& second);

/// True where two hypotheses ask the same; how they word it does not matter.
bool declared_alike(const Hypothesis& one, const Hypothesis& other);

/// A warning `declared_otherwise` for each hypothesis of a claim that the other run does not declare alike.
std::vector<Warning> warnings_about_declarations(const ClaimJudgement& first, const ClaimJudgement& second);

}  // namespace memlore::judge
