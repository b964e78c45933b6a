#pragma once

#include <span>
#include <string>

#include "harness/model/conclusions/examination.h"

namespace memlore::report {

/// What the doctor found, for people: the most harmful first, each with what it does and what mends it; what is well on
/// one line each; at the end what it means together.
std::string examination_table(const Examination& examination, bool colour);

/// The findings that make numbers worthless, in full; empty where there are none.
std::string severe_findings(std::span<const Finding> findings, bool colour);

}  // namespace memlore::report
