#pragma once

// The agreement between the worker and the library that interposes malloc in the allocate pass.

#include <cstdint>

extern "C" {

/// What the calling thread has asked of the allocator so far. Forwarded calls count once: operator new, aligned forms,
/// calloc and realloc all end in one counted call.
struct memlore_allocation_counts {
  std::uint64_t allocations;    ///< malloc, calloc, aligned forms, and realloc of nothing.
  std::uint64_t reallocations;  ///< realloc of a live block; counted as an allocation and a free as well.
  std::uint64_t frees;          ///< free of a live block.
  std::uint64_t bytes;          ///< Bytes asked for, in total.
  /// Bytes that this thread has asked for and not freed. What another thread frees stays in it, so that no count
  /// depends on who was scheduled when; it is below 0 in a thread that frees what others allocated.
  std::int64_t live_bytes;
  std::int64_t peak_bytes;  ///< The most that live_bytes was since the peak was restarted.
};

/// Present only where the library is preloaded: look it up with dlsym.
void memlore_read_allocation_counts(memlore_allocation_counts* result);

/// Lets the peak of the calling thread begin at what is alive now. Looked up in the same way.
void memlore_restart_allocation_peak();
}
