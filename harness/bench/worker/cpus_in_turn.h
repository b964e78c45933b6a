#pragma once

#include <vector>

namespace memlore::bench {

/// The CPUs that a thread may be on, one at a time.
class CpusInTurn {
 public:
  /// Of the calling thread, which is on `home`; -1: anywhere, then it never goes elsewhere.
  CpusInTurn(int home, const std::vector<int>& others);

  [[nodiscard]] bool several() const { return cpus_.size() > 1; }
  [[nodiscard]] int here() const { return cpus_[at_]; }

  /// Puts the calling thread on the next CPU, after the last one home. Throws MachineError when the kernel refuses.
  void next() { go((at_ + 1) % cpus_.size()); }
  void home() { go(0); }

 private:
  void go(std::size_t at);

  std::vector<int> cpus_;
  std::size_t at_ = 0;
};

}  // namespace memlore::bench
