#pragma once

// The jobs that are left of a plan, given what is observed. Pure; an interrupted run is resumed by asking again.
//
// A job's arms keep their index in the plan's cell: an arm that is done or absent stays in place, with 0 iterations.

#include <set>
#include <vector>

#include "harness/model/record/job.h"
#include "harness/run/progress.h"

namespace memlore::run {

/// The cells still to calibrate: cells that will be timed with blocks of the intended length, the others with much
/// shorter ones, which show well enough how long an iteration takes.
std::vector<Job> calibration_jobs(const Plan& plan, const std::vector<Experiment>& experiments, const Progress& done);

/// The rest of a process of the time pass, in the cells of these indices; `waiting_ns` as of schedule.
Job time_job(const Plan& plan, const std::vector<Experiment>& experiments, const ProcessPlan& process,
             const Progress& done, const std::set<int>& cells, double waiting_ns = 0);

/// The rest of the count or the allocate pass, in at most `parts` jobs of about equal length.
std::vector<Job> observation_jobs(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass,
                                  const Progress& done, int parts);

/// The rest of one simulation of the simulate pass, in the same way.
std::vector<Job> simulation_jobs(const Plan& plan, const std::vector<Experiment>& experiments,
                                 const std::vector<CounterSource>& counters, const Progress& done, int parts);

/// The rest of the footprint pass: a job for each arm and repeat. All arms come once before any of them is repeated, so
/// that an interrupted run has observed each equally often; the arms of a cell come one after the other.
std::vector<Job> footprint_jobs(const Plan& plan, const std::vector<Experiment>& experiments, const Progress& done);

}  // namespace memlore::run
