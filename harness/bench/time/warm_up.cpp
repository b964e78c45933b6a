#include "harness/bench/time/warm_up.h"

#include <limits>

namespace memlore::bench {

int warm_up(const std::function<std::int64_t()>& stretch, std::int64_t most_ns) {
  constexpr double gain = 0.01;
  double fastest = std::numeric_limits<double>::infinity();
  std::int64_t total_ns = 0;
  int count = 0;
  for (int without_gain = 0; without_gain < stretches_without_gain && (count == 0 || total_ns < most_ns); ++count) {
    const auto took_ns = stretch();
    total_ns += took_ns;
    const auto took = static_cast<double>(took_ns);
    without_gain = took < (1 - gain) * fastest ? 0 : without_gain + 1;
    // Small gains add up to one that counts: the fastest moves only with a gain that counts.
    if (without_gain == 0) fastest = took;
  }
  return count;
}

}  // namespace memlore::bench
