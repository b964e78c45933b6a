#pragma once

namespace memlore::bench {

/// Counts something over exactly the timed loop of a kernel. Only passes that do not time have one.
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
};

}  // namespace memlore::bench
