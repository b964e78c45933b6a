#pragma once

// The one place that knows which Google Benchmark it is built with: 1.7.1 (Debian 12) up to 1.9.x.
//
// A block is one call of RunSpecifiedBenchmarks with a single registered benchmark, explicit iterations and our own
// reporter. That costs about 6.5 us outside the loop (1.7.1), which is little for blocks of a millisecond. The loop is
// the library's own.

#include <cstdint>
#include <string>

#include "harness/bench/author/kernel.h"

namespace memlore::bench {

/// What the library reports of one block.
struct BlockResult {
  std::int64_t elapsed_ns = 0;  ///< Wall time of the loop; the mean over threads where there are several.
  std::uint64_t result = 0;     ///< Of the last iteration, of thread 0.
};

/// Runs a loop for a number of iterations. Throws std::runtime_error when the library reports an error.
BlockResult run_block(Loop& loop, std::int64_t iterations, Meter* meter);

/// `1.7.1`, `1.9.x`.
std::string google_benchmark_version();

/// `debug` or `release`: whether the library was compiled without NDEBUG or with it.
std::string google_benchmark_build();

/// Runs this program as an ordinary Google Benchmark program over everything declared. Returns the exit code. Throws
/// InputError for a filter that is no regular expression or finds nothing.
int run_by_hand(int argc, char** argv);

}  // namespace memlore::bench
