#pragma once

#include <cstdint>

namespace memlore::bench {

/// Counts something over exactly the loop of a kernel. The time pass has none.
class Meter {
 public:
  Meter() = default;
  Meter(const Meter&) = delete;
  Meter& operator=(const Meter&) = delete;
  virtual ~Meter() = default;

  /// Called by each thread of the kernel right before its loop.
  virtual void start() = 0;

  /// Called by each thread right after its loop.
  virtual void stop() = 0;

  /// Iterations of the next metered stretch of a block of `block` iterations. Most meters take the block as one
  /// stretch.
  virtual std::int64_t stretch(std::int64_t block) { return block; }

  /// Whether another stretch follows, right after the one before: nothing but the meter runs between them.
  virtual bool again() { return false; }
};

}  // namespace memlore::bench
