#pragma once

// Brings heap and stack to places that do not depend on what the process did before: with the same program, a kernel
// then gets the same addresses wherever and whenever it is prepared, and a simulated cache sees the same.

#include <cstddef>
#include <functional>

namespace memlore::bench {

/// Uses up every free piece of the main heap and fills it to a fixed distance from its beginning, so that whatever is
/// allocated next comes from one untouched stretch. For a process that never had a second thread. What it takes is
/// never given back. Throws MachineError when the heap has already grown past that distance. Does nothing for an
/// allocator other than glibc's.
void settle_heap();

/// Calls `body` with its frame right below a round address. The room between is never touched.
void with_settled_stack(const std::function<void()>& body);

}  // namespace memlore::bench
