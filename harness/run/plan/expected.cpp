#include "harness/run/plan/expected.h"

#include "harness/run/plan/rounds.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {
namespace {

// Rough factors, from runs on a virtual machine with two CPUs and no neighbour on the core; with a neighbour, waiting
// comes on top. Wrong factors make the time left jump, and the time pass start a little more or less than fits its cap.
constexpr double rounds_for_warming = 2.5;  ///< Warm-up and checks, in rounds.
constexpr double lead_in = 1.0 / 16;
constexpr double simulated_arm_ns = 8e7;  ///< Retranslation and dumps.
constexpr double counted_arm_ns = 1e7;
constexpr double process_ns = 1e7;
constexpr double simulated_walks = 4;  ///< One warm, one, and two.
constexpr double setup_slowdown = 8;   ///< Of preparing under valgrind with the simulator off.
constexpr double simulation_slowdown = 60;

/// The best that processors do in such loops.
constexpr std::int64_t instructions_per_ns = 3;

double walk_ns(const PlannedArm& arm) { return static_cast<double>(arm.period) * arm.iteration_ns; }

double budget_ns(const Profile& profile) {
  return static_cast<double>(std::chrono::nanoseconds(profile.simulate_budget).count());
}

double arm_ns(const Cell& cell, const PlannedArm& arm, Pass pass) {
  const double setup = cell.setup_ns / static_cast<double>(cell.arms.size());
  switch (pass) {
    case Pass::time:
      return 0;
    case Pass::count:
      return setup + counted_arm_ns;
    case Pass::allocate:
      return setup + 32 * arm.iteration_ns;
    case Pass::footprint:
      return arm.footprints * (setup + arm.iteration_ns + process_ns);
    case Pass::simulate:
      return simulated_arm_ns + setup * setup_slowdown + simulation_slowdown * simulated_walks * walk_ns(arm);
  }
  return 0;
}

}  // namespace

double expected_cell_ns(const Plan& plan, const Cell& cell, double waiting_ns) {
  double total = cell.setup_ns + waiting_ns;
  for (const auto& arm : cell.arms) {
    total += static_cast<double>(arm.iterations) * arm.iteration_ns *
             (rounds_of(plan.profile, cell, waiting_ns) * (1 + lead_in) + rounds_for_warming);
  }
  return total;
}

double expected_process_ns(const Plan& plan, const std::vector<Experiment>& experiments) {
  double total = 0;
  for (const int cell : cells_of_pass(plan, experiments, Pass::time)) total += expected_cell_ns(plan, plan.cells[cell]);
  return total;
}

double expected_pass_ns(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass, int parallel) {
  double total = 0;
  for (const int index : cells_of_pass(plan, experiments, pass)) {
    const auto& cell = plan.cells[index];
    for (const auto& arm : cell.arms) {
      if (pass == Pass::simulate && walk_ns(arm) > budget_ns(plan.profile)) continue;
      if (arm.copy == 0 && arm.iterations > 0) total += arm_ns(cell, arm, pass);
    }
  }
  return total / parallel;
}

std::int64_t most_simulated_instructions(const Profile& profile) {
  return std::chrono::nanoseconds(profile.simulate_budget).count() * instructions_per_ns;
}

}  // namespace memlore::run
