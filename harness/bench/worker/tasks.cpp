#include "harness/bench/worker/tasks.h"

#include <exception>

namespace memlore::bench {

void for_each_arm(const Job& job, Channel& channel,
                  const std::function<void(const JobCell&, std::size_t, Loop&)>& body) {
  for (const auto& cell : job.cells) {
    for (std::size_t arm = 0; arm < cell.cell.arms.size(); ++arm) {
      if (cell.cell.arms[arm].iterations == 0) continue;
      const auto prepared = prepare_arm(cell, arm, channel);
      if (!prepared) break;
      if (!prepared->loop) continue;
      try {
        body(cell, arm, *prepared->loop);
      } catch (const std::exception& error) {
        channel.fault(fault_of(cell, cell.cell.arms[arm], "threw", error.what()));
        break;
      }
    }
  }
}

}  // namespace memlore::bench
