#pragma once

#include <string>

#include "harness/model/conclusions/agreement.h"

namespace memlore::report {

/// The agreement of two runs as text for a terminal, `first | second` throughout: claims that contradict one another,
/// contradictions at points of other claims, claims that shifted, then one line for each of the rest; at the end the
/// counts and what makes the runs other than repetitions. `colour` marks words by colour as well.
std::string agreement_table(const Agreement& agreement, bool colour);

/// `holds | refuted`; a dash where a run does not have the claim.
std::string verdicts_in_words(const ClaimAgreement& claim);

}  // namespace memlore::report
