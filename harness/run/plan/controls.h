#pragma once

// A/A controls: second copies of an arm, under another name, in the same cell. What a run can tell apart at all is what
// it shows between the two, so every run that times has some.

#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// Adds to a cell the copy of an arm: of the first baseline that takes part, which the claim's comparisons rest on, or
/// else of the cell's first arm.
void add_control(const Experiment& experiment, Cell& cell);

/// Gives each timed experiment of a narrowed plan that has no control left one: at the point of its first cell in the
/// whole plan. A cell that is there for nothing else holds the two copies alone, since one more arm in a measured cell
/// would move the others.
void keep_controls(Plan& plan, const std::vector<Cell>& whole, const std::vector<Experiment>& experiments);

}  // namespace memlore::run
