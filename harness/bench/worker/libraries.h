#pragma once

#include <vector>

#include "harness/model/catalogue/experiment.h"

namespace memlore::bench {

/// Google Benchmark, the standard library and the libraries that arms use, with the versions that were compiled in.
/// Also how Google Benchmark and the kernels were built, because timings depend on that as much.
std::vector<LibraryVersion> linked_libraries();

}  // namespace memlore::bench
