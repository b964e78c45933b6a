#pragma once

// Facts ──► findings: every check is made, and the findings are put in order.

#include <vector>

#include "harness/doctor/check.h"
#include "harness/model/conclusions/examination.h"

namespace memlore::doctor {

/// All checks, topic by topic.
std::vector<Check> all_checks();

/// The finding of every check.
std::vector<Finding> examine(const Subject& subject);

/// Findings of the checks that judge activity, for the time that the facts of topic `activity` are about.
std::vector<Finding> examine_activity(const Subject& subject);

/// The findings in the order of harm, with one line on what they mean together.
Examination conclude(std::string machine, std::vector<Finding> findings);

}  // namespace memlore::doctor
