#pragma once

#include <vector>

namespace memlore::bench {

/// The CPUs that a thread may use, one at a time.
class CpusInTurn {
 public:
  /// For the calling thread, which is on `home`. -1: the thread may be on any CPU, and is never moved.
  CpusInTurn(int home, const std::vector<int>& others);

  [[nodiscard]] bool several() const { return cpus_.size() > 1; }
  [[nodiscard]] int here() const { return cpus_[at_]; }

  /// Moves the calling thread to the next CPU; home follows the last one. Throws MachineError when the kernel refuses.
  void next() { go((at_ + 1) % cpus_.size()); }
  void home() { go(0); }

 private:
  void go(std::size_t at);

  std::vector<int> cpus_;
  std::size_t at_ = 0;
};

}  // namespace memlore::bench
