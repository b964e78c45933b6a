#pragma once

// Which cells the next processes of the time pass go to. Pure.
//
// Every cell gets the profile's fewest processes. After that the run looks at its precision, a few processes at a
// time, and goes on with the cells that are wider than the profile's target: the widest first, as many as the time that
// is left has room for. Precision alone decides, never what a comparison says: a run that stopped at the first
// significant result would find one in identical arms, too.

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

/// The stages of a plan: first what every cell gets, then a few at a time; all at once where no precision is aimed at.
std::vector<Stage> stages_of(const Plan& plan);

/// The cells of the stage after `processes`, given the log half-widths of all cells of the plan so far and the time
/// left in ns; at least the widest one where any is wide and time is left.
std::set<int> cells_still_wide(const Plan& plan, const std::vector<Experiment>& experiments,
                               std::span<const double> half_widths, const Stage& stage, double left_ns,
                               double waiting_ns = 0);

/// All cells that are timed: those of the first stage.
std::set<int> timed_cells(const Plan& plan, const std::vector<Experiment>& experiments);

}  // namespace memlore::run
