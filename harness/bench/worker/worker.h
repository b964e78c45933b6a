#pragma once

// A worker executes the cells of one job in order and streams what it observes, a line of JSON each, so that a crash
// loses nothing that was reported before it. It decides nothing: what to run, how often and in which order is in the
// job.

#include "harness/model/record/job.h"

namespace memlore::bench {

class Channel;

/// Executes a job. Throws only for a fault of the harness; what an arm does wrong is reported as a fault of the arm.
void execute(const Job& job, Channel& channel);

}  // namespace memlore::bench
