#pragma once

// What makes two runs other than repetitions of one another: a difference between them may then be one of machines,
// builds or declarations, and not of chance.

#include <string>
#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Warnings about a pair of runs as a whole: `same_run`, `different_machines`, `different_profiles`,
/// `different_builds`, `incomplete` (of each), and `declared_otherwise` for each claim that both make with another
/// relation or threshold.
std::vector<Warning> warnings_about_pair(const Judgement& first, const Judgement& second);

/// True where two claims say the same; how they word it does not matter.
bool declared_alike(const Claim& one, const Claim& other);

/// The claim of an experiment that is about the same ratio at the same points; one that says the same of it before one
/// that says something else. Null where there is none.
const ClaimJudgement* claim_like(const Claim& claim, const std::string& experiment, const Judgement& judgement);

}  // namespace memlore::judge
