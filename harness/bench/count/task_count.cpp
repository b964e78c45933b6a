#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"
#include "harness/system/counters/counter_plan.h"
#include "harness/system/counters/event_names.h"
#include "harness/system/counters/perf_group.h"

namespace memlore::bench {
namespace {

using system::GroupReading;
using system::PerfEvent;
using system::PerfGroup;
using system::ScaledCount;
using system::Unavailable;

class PerfMeter final : public Meter {
 public:
  explicit PerfMeter(PerfGroup& group) : group_(group) {}
  void start() override { group_.start(); }
  void stop() override { group_.stop(); }

 private:
  PerfGroup& group_;
};

std::variant<GroupReading, Unavailable> count_run(Loop& loop, PerfGroup& group, std::int64_t iterations) {
  PerfMeter meter(group);
  run_block(loop, iterations, &meter);
  return group.reading();
}

/// Readings of one length and of twice that length.
struct TwoLengths {
  std::variant<GroupReading, Unavailable> once;
  std::variant<GroupReading, Unavailable> twice;
  double operations = 1;  ///< Of the shorter length.
};

std::variant<ScaledCount, Unavailable> scaled(const std::variant<GroupReading, Unavailable>& reading,
                                              std::size_t event) {
  if (const auto* missing = std::get_if<Unavailable>(&reading)) return *missing;
  return system::scale(std::get<GroupReading>(reading), event);
}

Observation observation_of(const PerfEvent& event, std::size_t index, const TwoLengths& readings) {
  Observation observation{.pass = Pass::count,
                          .metric = event.metric,
                          .value = {},
                          .unavailable = {},
                          .source = system::source_of(event),
                          .counter = event.hardware ? CounterSource::perf_hardware : CounterSource::perf_software,
                          .event = event.name};
  const auto once = scaled(readings.once, index);
  const auto twice = scaled(readings.twice, index);
  for (const auto* each : {&once, &twice}) {
    if (const auto* missing = std::get_if<Unavailable>(each)) {
      observation.unavailable = missing->reason;
      return observation;
    }
  }
  const auto& shorter = std::get<ScaledCount>(once);
  const auto& longer = std::get<ScaledCount>(twice);
  if (system::counts_whole_run(event)) {
    observation.value = longer.count;
  } else if (event.hardware) {
    observation.value = (longer.count - shorter.count) / readings.operations;
  } else {
    observation.value = longer.count / (2 * readings.operations);
  }
  observation.running_share = std::min(system::running_share(shorter), system::running_share(longer));
  observation.enabled_ns = static_cast<std::int64_t>(shorter.enabled_ns + longer.enabled_ns);
  observation.running_ns = static_cast<std::int64_t>(shorter.running_ns + longer.running_ns);
  return observation;
}

/// A group's events over one arm; all unavailable where the group can no longer be opened.
std::vector<Observation> observe(Loop& loop, system::CounterKernel& kernel, std::span<const PerfEvent> events,
                                 const PlannedArm& arm) {
  const auto iterations = std::max<std::int64_t>(1, arm.iterations / 2);
  TwoLengths readings{
      .once = {}, .twice = {}, .operations = static_cast<double>(iterations) * static_cast<double>(arm.operations)};
  auto opened = PerfGroup::open(kernel, events);
  if (const auto* refused = std::get_if<system::RefusedEvent>(&opened)) {
    readings.once = Unavailable{system::explain_perf_error(refused->error, events[refused->event], {})};
  } else {
    auto& group = std::get<PerfGroup>(opened);
    run_block(loop, iterations, nullptr);
    readings.once = count_run(loop, group, iterations);
    readings.twice = count_run(loop, group, 2 * iterations);
  }
  std::vector<Observation> observations;
  for (std::size_t i = 0; i < events.size(); ++i) observations.push_back(observation_of(events[i], i, readings));
  return observations;
}

}  // namespace

void count_events(const Job& job, Channel& channel, system::CounterKernel& kernel) {
  const auto events = system::counted_events({.files = kernel.files(), .cpu = job.cpu}, job.events);
  // Which events this machine lacks, and why, is in the record once a run (CounterStatus).
  const auto plan = system::plan_counters(kernel, events);
  for_each_arm(job, channel, [&](const JobCell& cell, std::size_t arm, Loop& loop) {
    if (loop.threads() > 1) {
      channel.left_out(cell.index, static_cast<int>(arm), "count",
                       "events are counted for one thread, this arm has several");
      return;
    }
    if (plan.groups.empty()) {  // A report of nothing would be asked for again when the run is resumed.
      channel.left_out(cell.index, static_cast<int>(arm), "count", "no event can be counted here");
      return;
    }
    std::vector<Observation> all;
    for (const auto& group : plan.groups) {
      for (auto& observation : observe(loop, kernel, group, cell.cell.arms[arm])) {
        observation.cell = cell.index;
        observation.arm = static_cast<int>(arm);
        all.push_back(std::move(observation));
      }
    }
    channel.observations(cell.index, static_cast<int>(arm), all);
  });
}

}  // namespace memlore::bench
