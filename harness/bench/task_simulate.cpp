#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "harness/bench/callgrind_meter.h"
#include "harness/bench/google_benchmark.h"
#include "harness/bench/steady_difference.h"
#include "harness/bench/tasks.h"
#include "harness/model/input_error.h"

namespace memlore::bench {
namespace {

/// Preparing that takes longer than this natively is done with the simulator off: switching it costs tens of
/// milliseconds, simulating costs some fifty times the native time.
constexpr double simulated_setup_ns = 5e5;

/// Native time that the counted iterations of a small kernel stand for: enough for a steady state, little to simulate.
constexpr double counted_ns = 10'000;

std::string environment_variable(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read before any thread is started
  if (value == nullptr) throw MachineError(std::string("the simulated pass needs the variable ") + name);
  return value;
}

void report(Channel& channel, int cell, int arm, const SimulatedCounts& once, const SimulatedCounts& twice,
            double operations, const std::string& source) {
  auto observe = [&](Metric metric, std::int64_t SimulatedCounts::* member) {
    auto observation = steady_difference(once.*member, twice.*member, operations);
    observation.cell = cell;
    observation.arm = arm;
    observation.metric = metric;
    observation.source = source;
    channel.observation(observation);
  };
  observe(Metric::instructions_per_op, &SimulatedCounts::instructions);
  observe(Metric::data_reads_per_op, &SimulatedCounts::data_reads);
  observe(Metric::data_writes_per_op, &SimulatedCounts::data_writes);
  observe(Metric::l1_data_misses_per_op, &SimulatedCounts::l1_data_misses);
  observe(Metric::last_level_misses_per_op, &SimulatedCounts::last_level_misses);
  observe(Metric::conditional_mispredictions_per_op, &SimulatedCounts::conditional_mispredictions);
  observe(Metric::indirect_mispredictions_per_op, &SimulatedCounts::indirect_mispredictions);
}

/// Whole walks over the data, and enough of them.
std::int64_t counted_iterations(const PlannedArm& arm) {
  const auto wanted = std::max<std::int64_t>(1, std::llround(counted_ns / std::max(arm.iteration_ns, 0.1)));
  return (std::max<std::int64_t>(wanted, 1) + arm.period - 1) / arm.period * arm.period;
}

}  // namespace

void simulate_caches(const Job& job, Channel& channel) {
  if (!CallgrindMeter::available()) throw MachineError("the simulated pass runs under callgrind only");
  const auto source = environment_variable("MEMLORE_SIMULATED_GEOMETRY");
  CallgrindMeter meter(environment_variable("MEMLORE_CALLGRIND_OUT"));
  // Each arm is prepared with the simulator in the state that suits its set-up; the state is kept where it can be.
  bool simulating = false;
  auto simulate = [&](bool on) {
    if (on != simulating) CallgrindMeter::simulate(simulating = on);
  };
  for (const auto& cell : job.cells) {
    simulate(cell.cell.setup_ns < simulated_setup_ns);
    auto alone = job;
    alone.cells = {cell};
    for_each_arm(alone, channel, [&](const JobCell& each, std::size_t arm, Loop& loop) {
      const auto& planned = each.cell.arms[arm];
      if (loop.threads() > 1) {
        channel.left_out(each.index, static_cast<int>(arm), "simulate", "callgrind runs threads one after another");
        return;
      }
      const bool was_simulating = simulating;
      simulate(true);
      const auto iterations = counted_iterations(planned);
      // The warm walk is metered too, so that the machinery is as warm before the first count as before the second.
      run_block(loop, iterations, &meter);
      run_block(loop, iterations, &meter);
      const auto once = meter.counts();
      run_block(loop, 2 * iterations, &meter);
      const auto twice = meter.counts();
      report(channel, each.index, static_cast<int>(arm), once, twice,
             static_cast<double>(iterations) * static_cast<double>(planned.operations), source);
      simulate(was_simulating);
    });
  }
}

}  // namespace memlore::bench
