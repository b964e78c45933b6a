#pragma once

#include "harness/bench/worker/prepared_cell.h"

namespace memlore::bench {

/// While alive, lets the threads of a cell that has arms of several threads use the job's CPUs. Pins them to one CPU
/// again afterwards. Does nothing for a cell of single-threaded arms.
class ThreadCpus {
 public:
  ThreadCpus(const PreparedCell& cell, const Job& job);
  ThreadCpus(const ThreadCpus&) = delete;
  ThreadCpus& operator=(const ThreadCpus&) = delete;
  ~ThreadCpus();

 private:
  int home_ = -1;
};

}  // namespace memlore::bench
