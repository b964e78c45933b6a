#include "harness/run/plan/block_length.h"

#include <algorithm>

namespace memlore::run {
namespace {

constexpr std::int64_t steps_of_the_clock = 1000;
constexpr std::int64_t shortest_share = 2;

}  // namespace

std::chrono::nanoseconds block_length(const Profile& profile, const Timekeeping& timekeeping, int arms) {
  if (timekeeping.resolution_ns == 0) return profile.block;
  const auto shortest = std::max(steps_of_the_clock * std::max(timekeeping.resolution_ns, timekeeping.reading_ns),
                                 std::int64_t{profile.block.count()} / shortest_share);
  const auto fits = timekeeping.quiet_ns / std::max(arms, 1);
  return std::chrono::nanoseconds(std::max(shortest, std::min(profile.block.count(), fits)));
}

}  // namespace memlore::run
