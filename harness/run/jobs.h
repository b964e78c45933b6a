#pragma once

// From a plan and what is already observed to the jobs that are left to do. Pure; an interrupted run is resumed by
// asking again.

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "harness/model/record/job.h"
#include "harness/run/journal/journal.h"

namespace memlore::run {

/// What a run has observed so far, in the form in which the question "is this done?" is asked.
class Progress {
 public:
  explicit Progress(const JournalContents& contents);

  /// Experiments with a fault: nothing more of them is run.
  [[nodiscard]] bool faulty(const std::string& experiment) const { return faulty_.contains(experiment); }
  /// Whether one process timed a cell of a process to its end. A cell that was interrupted is timed again as a
  /// whole: a round of two processes would be a ratio of two processes.
  [[nodiscard]] bool timed(int process, int cell) const { return timed_.contains({process, cell}); }
  [[nodiscard]] bool observed(Pass pass, int cell, int arm) const;

  /// Whether all of these counts were made, or the simulation left the arm out.
  [[nodiscard]] bool simulated(const std::vector<CounterSource>& counters, int cell, int arm) const;
  [[nodiscard]] bool calibrated(int cell) const { return calibrated_.contains(cell); }

 private:
  std::set<std::string> faulty_;
  std::set<std::pair<int, int>> timed_;
  std::set<std::tuple<Pass, int, int>> observations_;
  std::set<std::tuple<CounterSource, int, int>> simulations_;
  std::set<std::pair<int, int>> not_simulated_;
  std::set<int> calibrated_;
};

/// Whether an experiment asks for a pass.
bool asks_for(const std::vector<Experiment>& experiments, const std::string& id, Pass pass);

/// The cells still to calibrate: those that will be timed with blocks of the intended length, the others, which only
/// need to know about how long an iteration is, with much shorter ones.
std::vector<Job> calibration_jobs(const Plan& plan, const std::vector<Experiment>& experiments, const Progress& done);

/// The plan with what calibration found, blocks as long as block_length says; what was not found out stays at 0
/// iterations and is not run.
Plan calibrated(Plan plan, const std::vector<Calibration>& records, const Timekeeping& timekeeping);

/// What is left of a process of the time pass, in the cells of these indices; `waiting_ns` as of schedule.
Job time_job(const Plan& plan, const std::vector<Experiment>& experiments, const ProcessPlan& process,
             const Progress& done, const std::set<int>& cells, double waiting_ns = 0);

/// What is left of another pass, dealt into at most `parts` jobs of about equal length (the footprint pass: one job an
/// arm of a cell). Cells whose experiment does not ask for the pass are not in it.
std::vector<Job> observation_jobs(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass,
                                  const Progress& done, int parts);

/// The same of one simulation of the simulate pass.
std::vector<Job> simulation_jobs(const Plan& plan, const std::vector<Experiment>& experiments,
                                 const std::vector<CounterSource>& counters, const Progress& done, int parts);

}  // namespace memlore::run
