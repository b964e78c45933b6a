#include "harness/system/cpus/timekeeping.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <iterator>
#include <numeric>
#include <vector>

#include "harness/model/record/core_width.h"
#include "harness/system/cpus/core_width.h"

namespace memlore::system {
namespace {

constexpr int readings = 2000;
constexpr std::int64_t slice_ns = 20'000;
constexpr std::int64_t watch_ns = 100'000'000;
constexpr double disturbed = 1.25;  ///< Times the median slice.

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

std::int64_t middle_of(std::vector<std::int64_t> values) {
  const auto middle = values.begin() + std::ssize(values) / 2;
  std::ranges::nth_element(values, middle);
  return *middle;
}

/// Work of a fixed length that touches no memory.
void spin(int steps) {
  for (int step = 0; step < steps; ++step) asm volatile("" : : "r"(step));  // NOLINT(hicpp-no-assembler)
}

std::int64_t length_of_spin(int steps) {
  const auto begin = now_ns();
  spin(steps);
  return now_ns() - begin;
}

std::vector<std::int64_t> watch() {
  int steps = 1000;
  while (length_of_spin(steps) < slice_ns) steps *= 2;
  std::vector<std::int64_t> slices;
  for (const auto begin = now_ns(); now_ns() - begin < watch_ns;) slices.push_back(length_of_spin(steps));
  return slices;
}

}  // namespace

Timekeeping timekeeping_of(std::span<const std::int64_t> readings_ns) {
  std::vector<std::int64_t> steps;
  std::int64_t smallest = 0;
  for (std::size_t i = 1; i < readings_ns.size(); ++i) {
    const auto step = readings_ns[i] - readings_ns[i - 1];
    steps.push_back(step);
    if (step > 0 && (smallest == 0 || step < smallest)) smallest = step;
  }
  if (steps.empty()) return {};
  return {.resolution_ns = smallest, .reading_ns = middle_of(std::move(steps)), .quiet_ns = 0};
}

std::int64_t quiet_stretch(std::span<const std::int64_t> slices_ns) {
  assert(!slices_ns.empty());
  const auto limit = disturbed * static_cast<double>(middle_of({slices_ns.begin(), slices_ns.end()}));
  std::vector<std::int64_t> stretches;
  std::int64_t stretch = 0;
  int disturbances = 0;
  for (const auto slice : slices_ns) {
    if (static_cast<double>(slice) <= limit) {
      stretch += slice;
      continue;
    }
    // What came before the first disturbance is a part of a stretch; its length says nothing. A disturbance may last
    // for several slices: between those there is no stretch.
    if (++disturbances > 1 && stretch > 0) stretches.push_back(stretch);
    stretch = 0;
  }
  return stretches.empty() ? std::accumulate(slices_ns.begin(), slices_ns.end(), std::int64_t{0})
                           : middle_of(std::move(stretches));
}

Timekeeping measure_timekeeping() {
  std::vector<std::int64_t> times(readings);
  for (auto& time : times) time = now_ns();
  auto result = timekeeping_of(times);
  result.quiet_ns = quiet_stretch(watch());
  result.core_width = core_width_of(watch_core()).full;
  return result;
}

}  // namespace memlore::system
