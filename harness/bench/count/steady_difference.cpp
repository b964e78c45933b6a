#include "harness/bench/count/steady_difference.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

namespace memlore::bench {

Observation steady_difference(std::int64_t once, std::int64_t twice, double operations) {
  Observation observation{.pass = Pass::simulate,
                          .value = {},
                          .unavailable = {},
                          .source = {},
                          .resolution = static_cast<double>(machinery_resolution) / operations};
  const auto counted = twice - once;
  const auto unexplained = static_cast<double>(std::abs(2 * once - twice));
  if (counted < -machinery_resolution || unexplained > most_machinery + steady_share * static_cast<double>(twice)) {
    observation.unavailable =
        fmt::format("not in a steady state: one length counted {}, twice the length {}", once, twice);
  } else {
    observation.value = std::abs(counted) <= machinery_resolution ? 0 : static_cast<double>(counted) / operations;
  }
  return observation;
}

}  // namespace memlore::bench
