#pragma once

#include <vector>

namespace memlore::system {

/// Lets the calling thread run on that CPU alone. Throws MachineError, naming the usable CPUs, when the kernel refuses.
void pin_this_thread(int cpu);

/// Lets the calling thread, and those it starts from now on, run on any of these CPUs. Throws as above.
void pin_this_thread_to(const std::vector<int>& cpus);

/// CPUs that the calling thread may run on now, sorted. A thread that is pinned sees one.
std::vector<int> allowed_cpus();

}  // namespace memlore::system
