#pragma once

// Everything that a run asks about time: each hypothesis of each claim at each point, with the values that answer it.
//
// The questions come first, all of them, because what one may err depends on the others (error_budget.h); the answers
// follow, one a question.

#include <vector>

#include "harness/judge/ratio.h"
#include "harness/judge/timings.h"
#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// One hypothesis at one point, with its data. Refers into the run.
struct TimedQuestion {
  int claim = 0;       ///< Index of the experiment.
  int hypothesis = 0;  ///< Index in the experiment.
  int cell = 0;
  int contender = 0;  ///< Arm indices in the cell.
  int baseline = 0;
  std::vector<ProcessRatios> processes;
  std::vector<double> values;  ///< Independent ones; empty where nothing was measured.

  bool operator==(const TimedQuestion&) const = default;
};

/// All of a run's questions about time, by claim, hypothesis and cell in the run's own order.
std::vector<TimedQuestion> timed_questions(const Run& run, const Timings& timings);

/// What answers of one experiment have in common.
struct Grounds {
  const Run& run;
  const Timings& timings;
  NoiseFloor own_floor;  ///< Of the experiment's own controls.
  NoiseFloor floor;      ///< Of all controls of the run.
};

/// Answers a question: intervals at `error` (as grant_errors gives it), held against the hypothesis.
Comparison answer(const Grounds& grounds, const TimedQuestion& question, double error);

/// Half the width of the widest 95 % interval of a timed comparison in each cell of the plan, on the log scale, from
/// the processes before `end` alone; infinite where an interval has no ends, 0 for a cell without timed comparisons.
std::vector<double> half_widths(const Run& run, int end);

/// Index of an arm in a cell; -1 where it is not there, or was found to be absent when it was calibrated.
int arm_index(const Cell& cell, const std::string& name);

}  // namespace memlore::judge
