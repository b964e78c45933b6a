// Who else wants the processor, and who watches.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

/// By share of all processor time.
Severity severity_of_steal(double share) {
  if (share >= 0.1) return Severity::severe;
  if (share >= 0.02) return Severity::warning;
  return share >= 0.001 ? Severity::note : Severity::ok;
}

Diagnosis steal(const Subject& subject) {
  // The kernel counts in ticks of 10 ms: in less than this, one of them is already several per cent.
  constexpr double enough_cpu_seconds = 0.8;
  const auto now = number_of(subject, "activity", "stolen_share");
  if (now && number_of(subject, "activity", "cpu_seconds_counted").value_or(0) >= enough_cpu_seconds) {
    return {severity_of_steal(*now),
            fmt::format("the hypervisor took {:.1f} % of processor time {}", 100 * *now, time_watched(subject))};
  }
  return of_number(subject, "load", "stolen_share_since_boot", [](double share) -> Diagnosis {
    // The past is not now: a reason for care, not for distrust.
    return {std::min(severity_of_steal(share), Severity::warning),
            fmt::format("the hypervisor took {:.1f} % of processor time since boot", 100 * share)};
  });
}

Diagnosis load_average(const Subject& subject) {
  return of_number(subject, "load", "load_average", [&](double load) -> Diagnosis {
    const auto cpus = number_of(subject, "topology", "logical_cpus");
    if (!cpus || *cpus < 1) return unknown("the number of CPUs is not known");
    const auto each = load / *cpus;
    return {each >= 1     ? Severity::warning
            : each >= 0.5 ? Severity::note
                          : Severity::ok,
            fmt::format("load average {:.2f} over the last minute, on {:.0f} CPUs", load, *cpus)};
  });
}

Diagnosis other_work(const Subject& subject) {
  return of_number(subject, "activity", "other_work_cpus", [&](double cpus) -> Diagnosis {
    constexpr double little = 0.15;
    constexpr double much = 0.5;
    return {cpus > much     ? Severity::warning
            : cpus > little ? Severity::note
                            : Severity::ok,
            fmt::format("other work took {:.2f} CPUs {}", cpus, time_watched(subject))};
  });
}

Diagnosis tracer(const Subject& subject) {
  return of_text(subject, "process", "tracer", [](const std::string& name) -> Diagnosis {
    if (name == "none") return {Severity::ok, "no program traces this process"};
    return {Severity::severe, name + " traces this process"};
  });
}

Diagnosis watchers(const Subject& subject) {
  return of_text(subject, "process", "watchers", [](const std::string& names) -> Diagnosis {
    if (names == "none") return {Severity::ok, "no profiler, debugger or tracer is running"};
    return {Severity::warning, "running: " + names};
  });
}

Diagnosis preloaded_libraries(const Subject& subject) {
  return of_text(subject, "process", "preloaded_libraries", [](const std::string& names) -> Diagnosis {
    if (names == "none") return {Severity::ok, "nothing is preloaded"};
    return {Severity::warning, "preloaded into every worker: " + names};
  });
}

Diagnosis allocator_settings(const Subject& subject) {
  return of_text(subject, "process", "allocator_settings", [](const std::string& settings) -> Diagnosis {
    if (settings == "none") return {Severity::ok, "the allocator has its defaults"};
    return {Severity::warning, "set for every worker: " + settings};
  });
}

Diagnosis priority(const Subject& subject) {
  return of_number(subject, "process", "nice", [&](double nice) -> Diagnosis {
    const auto policy = fact_of(subject, "process", "scheduling").value.value_or("other");
    const bool behind = nice > 0 || policy == "idle" || policy == "batch";
    return {behind ? Severity::warning : Severity::ok, fmt::format("nice {:.0f}, policy '{}'", nice, policy)};
  });
}

constexpr std::array checks{
    Check{"steal", "Stolen time",
          "While the hypervisor runs another guest, the clock goes on and the worker stands still.",
          "rent CPUs that are not shared, or measure when the host is quiet",
          "nothing can be done inside; measure when the host is quiet, or on a dedicated one", steal, true},
    Check{"load_average",
          "Load",
          "More runnable threads than CPUs make the worker wait for its turn.",
          "see what runs and end it: ps -eo pid,pcpu,comm --sort=-pcpu | head",
          {},
          load_average},
    Check{"other_work",
          "Other work",
          "Other programs take cache and memory bandwidth from the worker, and at times its CPU.",
          "see what runs and end it: ps -eo pid,pcpu,comm --sort=-pcpu | head",
          {},
          other_work,
          true},
    Check{"tracer",
          "Tracer of this process",
          "A traced worker stops at every system call, signal and new process, which takes far longer than the work.",
          "start memlore without strace, gdb or the like",
          {},
          tracer},
    Check{
        "watchers",
        "Profilers and debuggers",
        "A profiler of the whole machine interrupts the worker, flushes branch predictors and takes hardware counters.",
        "end it, then measure again",
        {},
        watchers},
    Check{"preloaded_libraries",
          "Preloaded libraries",
          "A preloaded library can replace malloc, memcpy or the clock for every arm.",
          "env -u LD_PRELOAD -u LD_AUDIT memlore run; see /etc/ld.so.preload",
          {},
          preloaded_libraries},
    Check{"allocator_settings",
          "Settings of the allocator",
          "With other settings than the defaults, arms that allocate measure another allocator than most programs use.",
          "env -u GLIBC_TUNABLES -u MALLOC_ARENA_MAX -u MALLOC_PERTURB_ memlore run",
          {},
          allocator_settings},
    Check{"priority",
          "Priority",
          "Workers inherit the priority, and a thread with a higher one stops them in the middle of a block.",
          "start memlore without nice or chrt",
          {},
          priority},
};

}  // namespace

std::span<const Check> company_checks() { return checks; }

}  // namespace memlore::doctor
