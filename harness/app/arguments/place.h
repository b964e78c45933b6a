#pragma once

#include <chrono>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/run.h"
#include "harness/run/workers/workers.h"
#include "harness/system/cpus/cpu_choice.h"

namespace memlore::app {

/// The machine as a run finds it.
struct Place {
  system::CpuChoice cpus;
  std::vector<int> allowed;  ///< CPUs that this process may use.
  Environment environment;   ///< With the worker's CPU and the hash of each program that will run there.
};

/// Reads topology and environment; takes as long as the machine is watched, for its load. To be asked before this
/// process is pinned.
Place look_around(const run::Workers& workers, std::chrono::milliseconds watch = std::chrono::milliseconds(100));

/// Adds the libraries that the benches program was built with.
void add_libraries(Environment& environment, const Catalogue& catalogue);

/// Adds whether the simulator runs here, as far as that was tried.
void add_simulator(Environment& environment, const run::Workers& workers);

/// Which events of the count pass can be had on a CPU, the usual ones and `more`: each is tried, by a thread pinned
/// there. Throws InputError for an event that nobody knows.
std::vector<CounterStatus> probe_counters(int cpu, const std::vector<std::string>& more = {});

}  // namespace memlore::app
