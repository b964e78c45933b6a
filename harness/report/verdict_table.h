#pragma once

#include <string>

#include "harness/model/conclusions/judgement.h"

namespace memlore::report {

/// The verdicts of a run as text for a terminal: for each claim its verdict, row and sentence, its finding, and the
/// comparison that it makes. `colour` marks verdicts by colour as well; the words say it without.
std::string verdict_table(const Judgement& judgement, bool colour);

/// `1.31 [1.28, 1.35]`, in three significant digits; without an interval where there is none.
std::string ratio_in_words(double value, double low, double high);

}  // namespace memlore::report
