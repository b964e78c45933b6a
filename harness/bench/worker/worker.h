#pragma once

// A worker executes the cells of one job in order. It streams what it observes, each observation a line of JSON, so
// that a crash loses nothing that was reported before. It decides nothing: the job says what to run, how often and in
// which order.

#include "harness/model/record/job.h"

namespace memlore::bench {

class Channel;

/// Executes a job. Throws only for a fault of the harness; a fault of an arm is reported through the channel.
void execute(const Job& job, Channel& channel);

}  // namespace memlore::bench
