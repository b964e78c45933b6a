#pragma once

#include <vector>

#include "harness/model/experiment.h"

namespace memlore::bench {

/// Google Benchmark, the standard library and the libraries that arms use, with their versions as compiled in.
std::vector<LibraryVersion> linked_libraries();

}  // namespace memlore::bench
