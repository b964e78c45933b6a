#include "harness/bench/allocate/allocation_meter.h"

#include <dlfcn.h>

#include <cstring>

namespace memlore::bench {
namespace {

thread_local memlore_allocation_counts at_start{};

}  // namespace

AllocationMeter::AllocationMeter() {
  auto look_up = [](auto& function, const char* name) {
    void* found = dlsym(RTLD_DEFAULT, name);
    std::memcpy(&function, &found, sizeof function);
  };
  look_up(read_, "memlore_read_allocation_counts");
  look_up(restart_peak_, "memlore_restart_allocation_peak");
}

void AllocationMeter::start() {
  restart_peak_();
  read_(&at_start);
}

void AllocationMeter::stop() {
  memlore_allocation_counts now{};
  read_(&now);
  const std::scoped_lock lock(mutex_);
  total_.allocations += now.allocations - at_start.allocations;
  total_.frees += now.frees - at_start.frees;
  total_.bytes += now.bytes - at_start.bytes;
  total_.live_bytes += now.live_bytes - at_start.live_bytes;
  total_.peak_bytes += now.peak_bytes - at_start.live_bytes;
}

}  // namespace memlore::bench
