#pragma once

// A/A controls: second copies of an arm in the same cell. The difference that a run shows between the two is the least
// that it can tell apart, so every run that times has some.

#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// Adds the copy of an arm to a cell: of the first baseline of a claim that takes part, preferably of a claim about
/// time, or else of the cell's first arm.
void add_control(const Experiment& experiment, Cell& cell);

/// Adds a control to each timed experiment of a narrowed plan that has none left: at the point of its first cell in the
/// whole plan. Where that point is not measured, its cell holds the two copies alone; a further arm in a measured cell
/// would move the others.
void keep_controls(Plan& plan, const std::vector<Cell>& whole, const std::vector<Experiment>& experiments);

}  // namespace memlore::run
