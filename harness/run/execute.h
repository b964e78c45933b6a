#pragma once

// Executes a run from its journal's first line to its complete record:
//
//   calibrate ──► time ──► allocate ──► count ──► simulate ──► footprint ──► complete
//
// Each step asks which jobs are left (jobs.h) and has workers do them (job_runner.h). If a worker fails, its experiment
// is out, and the step asks again. A resumed run begins at the same place with a longer journal.

#include "harness/model/record/run.h"
#include "harness/run/execute_options.h"
#include "harness/run/workers/workers.h"

namespace memlore::run {

/// Completes the run in a folder and returns its record; `complete` is false when it was interrupted. Throws
/// MachineError when workers cannot be started at all, or where a program has changed since the run began.
Run execute(Dispatcher& dispatcher, const ExecuteOptions& options);

}  // namespace memlore::run
