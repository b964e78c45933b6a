#pragma once

// Exact allocations of a kernel's loop: the difference of each thread's own counters, read right before and right
// after.

#include <cstdint>
#include <mutex>

#include "harness/bench/allocate/allocations.h"
#include "harness/bench/worker/meter.h"

namespace memlore::bench {

/// Sums the counts of all threads of a kernel. The peak is the sum of their peaks, each above what its thread had alive
/// at the start.
class AllocationMeter final : public Meter {
 public:
  AllocationMeter();

  /// False where the interposing library is not preloaded (a sanitizer owns malloc, or the worker was started by hand).
  [[nodiscard]] bool available() const { return read_ != nullptr; }

  void start() override;
  void stop() override;

  [[nodiscard]] const memlore_allocation_counts& total() const { return total_; }

 private:
  void (*read_)(memlore_allocation_counts*) = nullptr;
  void (*restart_peak_)() = nullptr;
  std::mutex mutex_;
  memlore_allocation_counts total_{};
};

}  // namespace memlore::bench
