#pragma once

#include "harness/bench/worker/prepared_cell.h"

namespace memlore::bench {

/// While alive, lets the threads of a cell with many-threaded arms use the job's CPUs; back on one CPU afterwards. Does
/// nothing for a cell of single-threaded arms.
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
