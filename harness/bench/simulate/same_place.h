#pragma once

// Brings heap and stack to places that do not depend on what the process did before. A kernel of the same program then
// gets the same addresses wherever and whenever it is prepared, and a simulated cache sees the same accesses.

#include <cstddef>
#include <functional>

namespace memlore::bench {

/// Uses up every free piece of the main heap and fills it to a fixed distance from its beginning, so that the next
/// allocations come from one untouched stretch. The memory is never given back. Requires that the process never had a
/// second thread. Throws MachineError when the heap has already grown past that distance. Does nothing for an allocator
/// other than glibc's.
void settle_heap();

/// Calls `body` with its frame right below a round address. The room between is never touched.
void with_settled_stack(const std::function<void()>& body);

}  // namespace memlore::bench
