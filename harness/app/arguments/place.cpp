#include "harness/app/arguments/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "harness/system/counters/counter_plan.h"
#include "harness/system/counters/event_names.h"
#include "harness/system/cpus/affinity.h"
#include "harness/system/cpus/core_width.h"
#include "harness/system/facts/activity.h"
#include "harness/system/facts/build_info.h"
#include "harness/system/facts/environment.h"
#include "harness/system/files/sha1.h"

namespace memlore::app {
namespace {

void add_programs(Environment& environment, const run::Workers& workers) {
  std::vector<std::string> hashes(workers.layouts.size());
  std::atomic<std::size_t> next = 0;
  const auto hash_the_rest = [&] {
    for (std::size_t layout = next++; layout < hashes.size(); layout = next++) {
      hashes[layout] = system::sha1_of_file(workers.layouts[layout]);
    }
  };
  // Two at a time: some dozens of programs of a few MiB take over a second one after the other.
  std::future<void> other;
  try {
    other = std::async(std::launch::async, hash_the_rest);
  } catch (const std::system_error&) {  // NOLINT(bugprone-empty-catch): where no thread can be started, one at a time
  }
  hash_the_rest();
  if (other.valid()) other.get();
  for (std::size_t layout = 0; layout < hashes.size(); ++layout) {
    environment.facts.push_back(
        {.topic = "worker", .name = fmt::format("sha1 of layout {}", layout), .value = hashes[layout], .absent = {}});
  }
  if (workers.allocations.empty()) return;
  environment.facts.push_back({.topic = "worker",
                               .name = "sha1 of the library that counts allocations",
                               .value = system::sha1_of_file(workers.allocations),
                               .absent = {}});
}

/// Of the core that the worker will run on.
std::vector<Fact> facts_of_core(int cpu) {
  std::vector<double> readings;
  std::thread([&] {
    system::pin_this_thread(cpu);
    readings = system::watch_core();
  }).join();
  return system::core_facts(readings);
}

}  // namespace

Place look_around(const run::Workers& workers, std::chrono::milliseconds watch) {
  const auto before = system::read_totals();
  const auto topology = system::read_topology({.files = system::MachineFiles(), .load_sample = watch});
  auto cpus = system::choose_cpus(topology, 2);
  auto environment = system::read_environment(topology, cpus.worker);
  for (auto& fact : system::activity_facts(before, system::read_totals())) environment.facts.push_back(std::move(fact));
  for (auto& fact : facts_of_core(cpus.worker)) environment.facts.push_back(std::move(fact));
  std::vector<int> allowed;
  for (const auto& cpu : topology.cpus) {
    if (cpu.allowed) allowed.push_back(cpu.number);
  }
  environment.facts.push_back({.topic = "worker", .name = "cpu", .value = std::to_string(cpus.worker), .absent = {}});
  environment.facts.push_back({.topic = "worker", .name = "cpu choice", .value = cpus.reason, .absent = {}});
  add_programs(environment, workers);
  return {.cpus = std::move(cpus), .allowed = std::move(allowed), .environment = std::move(environment)};
}

void add_libraries(Environment& environment, const Catalogue& catalogue) {
  for (const auto& library : catalogue.libraries) {
    Fact fact{.topic = "library", .name = library.name, .value = library.version, .absent = {}};
    if (library.version.empty())
      fact = {.topic = "library", .name = library.name, .value = {}, .absent = "not built in"};
    environment.facts.push_back(std::move(fact));
  }
}

void add_simulator(Environment& environment, const run::Workers& workers) {
  Fact fact{.topic = "worker",
            .name = "valgrind",
            .value = workers.simulator_trouble ? "runs the benches program" : "is installed",
            .absent = run::why_not(Pass::simulate, workers)};
  if (!fact.absent.empty()) fact.value.reset();
  environment.facts.push_back(std::move(fact));
}

std::vector<CounterStatus> probe_counters(int cpu, const std::vector<std::string>& more) {
  const auto events = system::counted_events({.cpu = cpu}, more);
  system::CounterPlan plan;
  std::thread([&] {
    system::pin_this_thread(cpu);
    plan = system::plan_counters(system::this_kernel(), events);
  }).join();
  std::vector<CounterStatus> result;
  for (const auto& event : events) {
    const auto missing = std::ranges::find(plan.missing, event, &system::MissingEvent::event);
    result.push_back({.metric = event.metric,
                      .event = event.name,
                      .hardware = event.hardware,
                      .unavailable = missing != plan.missing.end() ? missing->reason : std::string()});
  }
  return result;
}

}  // namespace memlore::app
