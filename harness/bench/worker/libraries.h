#pragma once

#include <vector>

#include "harness/model/catalogue/experiment.h"

namespace memlore::bench {

/// Google Benchmark, the standard library and the libraries that arms use, with their versions as compiled in; and how
/// Google Benchmark and the kernels were built, on which timings depend as much.
std::vector<LibraryVersion> linked_libraries();

}  // namespace memlore::bench
