#include "harness/bench/allocation_meter.h"

#include <dlfcn.h>

#include <cstring>

namespace memlore::bench {
namespace {

thread_local memlore_allocation_counts at_start{};

}  // namespace

AllocationMeter::AllocationMeter() {
  void* found = dlsym(RTLD_DEFAULT, "memlore_read_allocation_counts");
  std::memcpy(&read_, &found, sizeof read_);
}

void AllocationMeter::start() { read_(&at_start); }

void AllocationMeter::stop() {
  memlore_allocation_counts now{};
  read_(&now);
  const std::scoped_lock lock(mutex_);
  total_.allocations += now.allocations - at_start.allocations;
  total_.reallocations += now.reallocations - at_start.reallocations;
  total_.frees += now.frees - at_start.frees;
  total_.bytes += now.bytes - at_start.bytes;
}

}  // namespace memlore::bench
