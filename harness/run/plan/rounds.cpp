#include "harness/run/plan/rounds.h"

#include <algorithm>
#include <set>
#include <utility>

namespace memlore::run {

int rounds_of(const Profile& profile, const Cell& cell, double waiting_ns) {
  double round_ns = 0;
  for (const auto& arm : cell.arms) round_ns += static_cast<double>(arm.iterations) * arm.iteration_ns;
  if (round_ns <= 0) return profile.rounds;
  const double paid_for = (cell.setup_ns + waiting_ns) / round_ns;
  const int most = profile.rounds * most_rounds_factor;
  return paid_for >= most ? most : std::max(profile.rounds, static_cast<int>(paid_for));
}

double waiting_of_a_cell_ns(const Run& run) {
  const int end = run.plan.profile.fewest_processes;
  std::set<std::pair<int, int>> cells;  // Of a process.
  for (const auto& each : run.series) {
    if (each.process < end) cells.emplace(each.process, each.cell);
  }
  double waiting_ns = 0;
  for (const auto& each : run.usage) {
    if (each.process < end) waiting_ns += static_cast<double>(each.waiting_ns);
  }
  return cells.empty() ? 0 : waiting_ns / static_cast<double>(cells.size());
}

}  // namespace memlore::run
