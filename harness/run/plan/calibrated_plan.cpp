#include "harness/run/plan/calibrated_plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace memlore::run {
namespace {

constexpr std::int64_t steps_of_the_clock = 1000;
constexpr std::int64_t shortest_share = 2;

/// Gives a control the iterations of its original. Calibration finds slightly different ones; then the cost of a block
/// outside its iterations would look like noise.
void give_copies_equal_blocks(Cell& cell) {
  for (auto& copy : cell.arms) {
    if (copy.copy == 0 || copy.iterations == 0) continue;
    const auto original =
        std::ranges::find_if(cell.arms, [&](const PlannedArm& arm) { return arm.copy == 0 && arm.name == copy.name; });
    if (original != cell.arms.end() && original->iterations > 0) copy.iterations = original->iterations;
  }
}

}  // namespace

std::chrono::nanoseconds block_length(const Profile& profile, const Timekeeping& timekeeping, int arms) {
  if (timekeeping.resolution_ns == 0) return profile.block;
  const auto shortest = std::max(steps_of_the_clock * std::max(timekeeping.resolution_ns, timekeeping.reading_ns),
                                 std::int64_t{profile.block.count()} / shortest_share);
  const auto fits = timekeeping.quiet_ns / std::max(arms, 1);
  return std::chrono::nanoseconds(std::max(shortest, std::min(profile.block.count(), fits)));
}

Plan calibrated_plan(Plan plan, std::span<const Calibration> records, const Timekeeping& timekeeping) {
  plan.timekeeping = timekeeping;
  std::map<std::pair<int, int>, Calibration> latest;
  for (const auto& record : records) latest[{record.cell, record.arm}] = record;
  for (const auto& [place, record] : latest) {
    auto& cell = plan.cells[record.cell];
    auto& arm = cell.arms[record.arm];
    cell.block_ns = block_length(plan.profile, timekeeping, static_cast<int>(cell.arms.size())).count();
    const double share = static_cast<double>(cell.block_ns) / static_cast<double>(plan.profile.block.count());
    arm.iterations = std::max<std::int64_t>(1, std::llround(static_cast<double>(record.iterations) * share));
    arm.operations = record.operations;
    arm.period = record.period;
    arm.iteration_ns = record.iteration_ns;
    cell.setup_ns += record.setup_ns;
  }
  for (auto& cell : plan.cells) give_copies_equal_blocks(cell);
  return plan;
}

}  // namespace memlore::run
