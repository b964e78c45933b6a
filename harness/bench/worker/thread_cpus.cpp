#include "harness/bench/worker/thread_cpus.h"

#include <algorithm>

#include "harness/system/cpus/affinity.h"

namespace memlore::bench {

ThreadCpus::ThreadCpus(const PreparedCell& cell, const Job& job) {
  const bool many = std::ranges::any_of(cell.loops, [](const auto& loop) { return loop && loop->threads() > 1; });
  if (!many || job.cpu < 0 || job.cpus.empty()) return;
  home_ = job.cpu;
  system::pin_this_thread_to(job.cpus);
}

ThreadCpus::~ThreadCpus() {
  if (home_ >= 0) system::pin_this_thread(home_);
}

}  // namespace memlore::bench
