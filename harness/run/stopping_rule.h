#pragma once

// When the time pass stops, cell by cell. Pure.
//
// Every cell gets the profile's fewest processes. After that the run looks at its precision every few processes, and
// goes on with the cells whose intervals are wider than the profile's target: the widest first, as many as the time
// left has room for. Precision alone decides, never what a comparison says: a run that stopped at the first significant
// result would find one in identical arms, too.

#include <set>
#include <span>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/plan.h"

namespace memlore::run {

/// Processes [begin, end) that are run before the precision is looked at again.
struct Stage {
  int begin = 0;
  int end = 0;

  bool operator==(const Stage&) const = default;
};

/// The stages of a plan: first the processes that every cell gets, then a few at a time; a single stage where the
/// profile has no target.
std::vector<Stage> stages_of(const Plan& plan);

/// The cells of a later stage, given the log half-widths of all cells of the plan so far and the time left in ns: at
/// least the widest cell, where any is too wide. `waiting_ns` as of expected_cell_ns.
std::set<int> cells_still_wide(const Plan& plan, const std::vector<Experiment>& experiments,
                               std::span<const double> half_widths, const Stage& stage, double left_ns,
                               double waiting_ns = 0);

}  // namespace memlore::run
