#pragma once

// Facts ──► findings: every check is asked, and what it says is put in order.

#include <vector>

#include "harness/doctor/check.h"
#include "harness/model/conclusions/examination.h"

namespace memlore::doctor {

/// All checks, topic by topic.
std::vector<Check> all_checks();

/// What every check finds.
std::vector<Finding> examine(const Subject& subject);

/// What those find that look at what goes on, of the time that the subject's facts of topic `activity` are about.
std::vector<Finding> examine_activity(const Subject& subject);

/// Findings in the order of harm with one line on what they mean together.
Examination conclude(std::string machine, std::vector<Finding> findings);

}  // namespace memlore::doctor
