// The clock that times blocks, and the rate of the kernel's tick, which interrupts a thread.

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <ctime>

#include "harness/system/cpus/timekeeping.h"
#include "harness/system/facts/facts.h"

namespace memlore::system {
namespace {

/// Of a short burst of readings: enough to tell a clock that is read in user mode from one that asks the kernel.
Timekeeping burst() {
  std::array<std::int64_t, 2000> readings{};
  for (auto& each : readings) {
    each = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
               .count();
  }
  return timekeeping_of(readings);
}

/// The coarse clock steps with the tick.
Reading ticks_per_second() {
  timespec step{};
  if (clock_getres(CLOCK_MONOTONIC_COARSE, &step) != 0 || step.tv_sec != 0 || step.tv_nsec <= 0)
    return absent("the kernel does not say how long its tick is");
  return present(fmt::format("{:.0f}", std::round(1e9 / static_cast<double>(step.tv_nsec))));
}

}  // namespace

Facts clock_facts(const MachineFiles& files) {
  auto resolution = absent("a machine of files has no clock");
  auto reading = resolution;
  auto tick = resolution;
  if (files.live()) {
    const auto found = burst();
    resolution = found.resolution_ns > 0 ? present(std::to_string(found.resolution_ns))
                                         : absent("the clock did not move in 2000 readings");
    reading = present(std::to_string(found.reading_ns));
    tick = ticks_per_second();
  }
  return {
      to_fact("clock", "resolution_ns", resolution),
      to_fact("clock", "reading_ns", reading),
      to_fact("clock", "ticks_per_second", tick),
  };
}

}  // namespace memlore::system
