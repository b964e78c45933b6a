#pragma once

// Everything that a run estimates: each claim about time or about a repeated footprint, at each point, with the values
// that answer it.
//
// The questions come first, all of them, because what one answer may err depends on the others (error_budget.h); the
// answers follow, one for each question (answer.h).

#include <span>
#include <string>
#include <vector>

#include "harness/judge/observations.h"
#include "harness/judge/ratio.h"
#include "harness/judge/timings.h"
#include "harness/model/catalogue/claim.h"
#include "harness/model/record/run.h"

namespace memlore::judge {

/// One claim at one point, with its data. Refers into the run.
struct Question {
  int experiment = 0;
  int claim = 0;  ///< Index in the experiment.
  int cell = 0;
  int contender = 0;  ///< Arm index in the cell.
  int baseline = -1;  ///< -1: the claim is about the contender's own value.
  bool in_domain = true;
  std::vector<ProcessRatios> processes;  ///< Of a claim about time; empty otherwise.
  std::vector<double> values;            ///< Independent values of the logarithm; empty where nothing was measured.

  bool operator==(const Question&) const = default;
};

/// All of a run's questions about time, by experiment, claim and cell in the run's own order.
std::vector<Question> timed_questions(const Run& run, const Timings& timings);

/// All of a run's questions: those about time, and those about figures that several fresh processes observed.
std::vector<Question> all_questions(const Run& run, const Timings& timings, const Observations& observations);

/// The claim that a question asks.
const Claim& claim_of(const Run& run, const Question& question);

/// The cell at which it asks.
const Cell& cell_of(const Run& run, const Question& question);

/// Half the width of the widest 95 % interval of a timed comparison in each cell of the plan, on the log scale, from
/// the processes before `end` alone; infinite where an interval has no ends, 0 for a cell in which no claim about time
/// is judged.
std::vector<double> half_widths(const Run& run, int end);

/// Index of an arm in a cell; -1 where it is not there, or was found to be absent when it was calibrated.
int arm_index(const Cell& cell, const std::string& name);

/// True where the cell has the arms that the claim compares.
bool has_arms(const Cell& cell, const Claim& claim);

}  // namespace memlore::judge
