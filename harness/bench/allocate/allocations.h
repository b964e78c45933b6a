#pragma once

// The agreement between the worker and the library that interposes malloc in the allocate pass.

#include <cstdint>

extern "C" {

/// What the calling thread has asked of the allocator so far. A call that is forwarded counts once: operator new, for
/// example, ends in one counted call.
struct memlore_allocation_counts {
  std::uint64_t allocations;  ///< malloc, calloc, aligned forms, realloc.
  std::uint64_t frees;        ///< free of a live block, realloc of one.
  std::uint64_t bytes;        ///< Bytes asked for, in total.
  /// Bytes that this thread has asked for and not freed. Blocks that another thread frees stay counted, so that no
  /// count depends on which thread was scheduled when. Below 0 in a thread that frees what others allocated.
  std::int64_t live_bytes;
  std::int64_t peak_bytes;  ///< The most that live_bytes was since the peak was restarted.
};

/// Present only where the library is preloaded: look it up with dlsym.
void memlore_read_allocation_counts(memlore_allocation_counts* result);

/// Sets the peak of the calling thread to what is alive now. Look it up in the same way.
void memlore_restart_allocation_peak();
}
