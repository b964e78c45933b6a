#pragma once

// The smallest honest kernel: every arm that uses it does equal work and agrees on the checksum.

#include <cstdint>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {

/// The sum of 1 to 32, which the compiler may not fold.
inline std::uint64_t small_sum() {
  std::uint64_t sum = 0;
  for (std::uint64_t i = 1; i <= 32; ++i) sum += opaque(i);
  return sum;
}

inline Kernel honest(const Point& /*point*/) {
  return kernel([] { return small_sum(); });
}

/// The two points of an experiment with a fault: at `sound` all is well, at `broken` one arm misbehaves.
enum Place : std::int64_t { sound = 0, broken = 1 };

inline Factor places() { return categories("place", {{sound, "sound"}, {broken, "broken"}}); }

/// The claim of two arms that do the same.
inline std::vector<ClaimDeclaration> same_time(const std::string& contender, const std::string& baseline) {
  return {claim("test", "Both arms take within 2 times as long as one another.", ratio(contender, baseline).within(2))};
}

/// An experiment with an honest arm and one that `misbehaving` prepares.
inline Declaration experiment_with_fault(std::string id, std::string question, Prepare misbehaving) {
  return {.id = std::move(id),
          .question = std::move(question),
          .operation = "sum",
          .factors = {places()},
          .arms = {arm("honest", "adds small numbers", honest), arm("culprit", "misbehaves", std::move(misbehaving))},
          .claims = same_time("culprit", "honest"),
          .passes = {Pass::time, Pass::allocate}};
}

}  // namespace memlore::bench
