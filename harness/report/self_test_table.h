#pragma once

#include <string>

#include "harness/model/conclusions/self_test.h"

namespace memlore::report {

/// A self-test for people: false alarms against what is promised, and the power curve.
std::string self_test_table(const SelfTest& test);

}  // namespace memlore::report
