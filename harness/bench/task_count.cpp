#include <algorithm>

#include "harness/bench/google_benchmark.h"
#include "harness/bench/tasks.h"
#include "harness/system/perf_event.h"

namespace memlore::bench {
namespace {

using system::PerfEvent;
using system::PerfEventSpec;
using system::PerfReading;
using system::ScaledCount;
using system::Unavailable;

class PerfMeter final : public Meter {
 public:
  explicit PerfMeter(const PerfEvent& event) : event_(event) {}
  void start() override { event_.start(); }
  void stop() override { event_.stop(); }

 private:
  const PerfEvent& event_;
};

/// Counts of a run of so many iterations; what goes wrong is in the observation then.
bool count_run(Loop& loop, const PerfEvent& event, std::int64_t iterations, ScaledCount& out,
               Observation& observation) {
  PerfMeter meter(event);
  run_block(loop, iterations, &meter);
  const auto reading = event.read();
  if (const auto* missing = std::get_if<Unavailable>(&reading)) {
    observation.unavailable = missing->reason;
    return false;
  }
  const auto scaled = system::scale(std::get<PerfReading>(reading));
  if (const auto* missing = std::get_if<Unavailable>(&scaled)) {
    observation.unavailable = missing->reason;
    return false;
  }
  out = std::get<ScaledCount>(scaled);
  return true;
}

Observation observe(Loop& loop, const PerfEventSpec& spec, const PlannedArm& arm) {
  Observation observation{
      .pass = Pass::count,
      .metric = spec.metric,
      .value = {},
      .unavailable = {},
      .source = spec.hardware ? "perf_event " + spec.name + ", user mode" : "perf_event " + spec.name};
  const auto opened = PerfEvent::open(spec);
  if (const auto* missing = std::get_if<Unavailable>(&opened)) {
    observation.unavailable = missing->reason;
    return observation;
  }
  const auto& event = std::get<PerfEvent>(opened);
  const auto iterations = std::max<std::int64_t>(1, arm.iterations / 2);
  run_block(loop, iterations, nullptr);
  ScaledCount once;
  ScaledCount twice;
  if (!count_run(loop, event, iterations, once, observation)) return observation;
  if (!count_run(loop, event, 2 * iterations, twice, observation)) return observation;
  const auto operations = static_cast<double>(iterations) * static_cast<double>(arm.operations);
  const bool whole_run = spec.metric == Metric::context_switches || spec.metric == Metric::migrations;
  if (whole_run) {
    observation.value = twice.count;
  } else if (spec.hardware) {
    observation.value = (twice.count - once.count) / operations;
  } else {
    observation.value = twice.count / (2 * operations);
  }
  observation.running_share = std::min(once.running_share, twice.running_share);
  return observation;
}

}  // namespace

void count_events(const Job& job, Channel& channel) {
  for_each_arm(job, channel, [&](const JobCell& cell, std::size_t arm, Loop& loop) {
    if (loop.threads() > 1) {
      channel.left_out(cell.index, static_cast<int>(arm), "count",
                       "events are counted for one thread, this arm has several");
      return;
    }
    for (const auto& spec : system::counted_events()) {
      auto observation = observe(loop, spec, cell.cell.arms[arm]);
      // An event that this machine does not have is said once a run, by the parent, not once a cell.
      if (!observation.value) continue;
      observation.cell = cell.index;
      observation.arm = static_cast<int>(arm);
      channel.observation(observation);
    }
  });
}

}  // namespace memlore::bench
