// What is measured with: the clock, the counters, the simulator.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

Diagnosis clock_source(const Subject& subject) {
  return of_text(subject, "kernel", "clocksource", [](const std::string& name) -> Diagnosis {
    constexpr std::array fast{"tsc", "kvm-clock", "arch_sys_counter", "hyperv_clocksource_tsc_page"};
    const bool coarse = name == "jiffies" || name == "refined-jiffies";
    const bool good = std::ranges::find(fast, name) != fast.end();
    return {coarse ? Severity::severe : good ? Severity::ok : Severity::warning, "clock source " + name};
  });
}

Diagnosis clock_resolution(const Subject& subject) {
  return of_number(subject, "clock", "resolution_ns", [&](double step) -> Diagnosis {
    const auto found = fmt::format("the clock steps by {:.0f} ns", step);
    if (step > 1e6) return {Severity::severe, found};
    return {step > 1e3 ? Severity::warning : Severity::ok, found};
  });
}

Diagnosis clock_reading(const Subject& subject) {
  return of_number(subject, "clock", "reading_ns", [](double reading) -> Diagnosis {
    constexpr double through_the_kernel = 500;
    return {reading > through_the_kernel ? Severity::warning : Severity::ok,
            fmt::format("a reading takes {:.0f} ns", reading)};
  });
}

Diagnosis counters(const Subject& subject, bool hardware) {
  if (subject.counters.empty()) return unknown("no counter was tried");
  int tried = 0;
  int opened = 0;
  std::string why;
  for (const auto& counter : subject.counters) {
    if (counter.hardware != hardware) continue;
    ++tried;
    opened += counter.unavailable.empty();
    if (why.empty()) why = counter.unavailable;
  }
  if (tried == 0) return unknown("no such counter was tried");
  if (opened == tried) return {Severity::ok, fmt::format("all {} could be opened", tried)};
  return {Severity::note, fmt::format("{} of {} could be opened: {}", opened, tried, why)};
}

Diagnosis performance_unit(const Subject& subject) { return counters(subject, true); }

Diagnosis software_counters(const Subject& subject) { return counters(subject, false); }

Diagnosis counter_permission(const Subject& subject) {
  return of_number(subject, "kernel", "perf_event_paranoid", [&](double level) -> Diagnosis {
    const auto found = fmt::format("perf_event_paranoid is {:.0f}", level);
    if (level <= 2) return {Severity::ok, found};
    const bool all_the_same = software_counters(subject).severity == Severity::ok;
    return {all_the_same ? Severity::ok : Severity::note,
            found + (all_the_same ? ", which does not bind this user" : "")};
  });
}

Diagnosis simulator(const Subject& subject) {
  const auto fact = fact_of(subject, "worker", "valgrind");
  if (fact.value) return {Severity::ok, "valgrind " + *fact.value};
  for (const auto* trouble : {"not installed", "cannot"}) {
    if (fact.absent.find(trouble) != std::string::npos) return {Severity::note, fact.absent};
  }
  return unknown(fact.absent);
}

constexpr std::array checks{
    Check{"clock_source",
          "Clock source",
          "A clock behind a system call or a slow device adds its own time to every block.",
          "boot with clocksource=tsc tsc=reliable if the processor's counter is steady",
          {},
          clock_source},
    Check{"clock_resolution",
          "Resolution of the clock",
          "A block has to be long against the clock's step, or the step is in the result.",
          "use another clock source: see /sys/devices/system/clocksource/clocksource0/available_clocksource",
          {},
          clock_resolution},
    Check{"clock_reading",
          "Cost of reading the clock",
          "A slow reading is part of every block and makes short blocks impossible.",
          "use another clock source: see /sys/devices/system/clocksource/clocksource0/available_clocksource",
          {},
          clock_reading},
    Check{
        "performance_unit", "Hardware counters",
        "Without them, cache misses and mispredictions are simulated, not measured; times and verdicts stay the same.",
        "sysctl kernel.perf_event_paranoid=2, on a machine with a PMU",
        "use an instance type with a PMU; callgrind simulates instead, and every figure says so", performance_unit},
    Check{"software_counters",
          "Software counters",
          "Without them, the count pass has no page faults and no context switches.",
          "sysctl kernel.perf_event_paranoid=2, or start the container with --cap-add PERFMON",
          {},
          software_counters},
    Check{"counter_permission",
          "Permission for counters",
          "Above level 2, an ordinary user may not even count its own events.",
          "sysctl kernel.perf_event_paranoid=2",
          {},
          counter_permission},
    Check{"simulator",
          "Simulator",
          "Without callgrind there are no simulated cache misses and instruction counts.",
          "scripts/bootstrap installs valgrind; use the bench preset, because valgrind may not know the instructions "
          "of the native one",
          {},
          simulator},
};

}  // namespace

std::span<const Check> instrument_checks() { return checks; }

}  // namespace memlore::doctor
