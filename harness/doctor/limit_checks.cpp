// What this process may use of the machine.

#include <fmt/format.h>

#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

constexpr double mebibyte = 1 << 20;
constexpr double gibibyte = 1 << 30;

/// Judges a limit, which may be the word `unlimited`.
template <class Judge>
Diagnosis of_limit(const Subject& subject, std::string_view name, const char* what, Judge judge) {
  return of_text(subject, "limit", name, [&](const std::string& value) -> Diagnosis {
    if (value == "unlimited") return {Severity::ok, fmt::format("no limit on {}", what)};
    return of_number(subject, "limit", name, judge);
  });
}

Diagnosis cpu_quota(const Subject& subject) {
  return of_text(subject, "cgroup", "cpu_quota", [&](const std::string& quota) -> Diagnosis {
    if (quota == "none") return {Severity::ok, "no quota"};
    // The worker spins on one CPU, and its parent needs a little of another.
    return of_number(subject, "cgroup", "cpu_quota", [](double cpus) -> Diagnosis {
      const auto severity = cpus < 1 ? Severity::severe : cpus < 2 ? Severity::warning : Severity::note;
      return {severity, fmt::format("a quota of {:g} CPUs", cpus)};
    });
  });
}

Diagnosis cpu_throttling(const Subject& subject) {
  const auto now = number_of(subject, "activity", "throttled_periods").value_or(0);
  if (now > 0)
    return {Severity::severe,
            fmt::format("the quota stopped this control group {:.0f} times {}", now, time_watched(subject))};
  return of_number(subject, "cgroup", "throttled_periods", [&](double periods) -> Diagnosis {
    if (periods == 0) return {Severity::ok, "a quota never stopped this control group"};
    return {Severity::note, fmt::format("a quota stopped this control group {:.0f} times so far, but not {}", periods,
                                        time_watched(subject))};
  });
}

Diagnosis allowed_cpus(const Subject& subject) {
  return of_number(subject, "topology", "allowed_cpu_count", [&](double count) -> Diagnosis {
    const auto which = fact_of(subject, "topology", "allowed_cpus").value.value_or("none");
    return {count >= 2 ? Severity::ok : Severity::warning, fmt::format("may run on CPU {}", which)};
  });
}

Diagnosis address_space(const Subject& subject) {
  return of_limit(subject, "address_space_bytes", "address space", [](double bytes) -> Diagnosis {
    return {bytes < 4 * gibibyte ? Severity::warning : Severity::ok, size_in_words(bytes) + " of address space"};
  });
}

Diagnosis stack_size(const Subject& subject) {
  return of_limit(subject, "stack_bytes", "the stack", [](double bytes) -> Diagnosis {
    return {bytes < 8 * mebibyte ? Severity::warning : Severity::ok, size_in_words(bytes) + " of stack"};
  });
}

Diagnosis open_files(const Subject& subject) {
  return of_limit(subject, "open_files", "open files", [](double files) -> Diagnosis {
    return {files < 64 ? Severity::warning : Severity::ok, fmt::format("{:.0f} open files", files)};
  });
}

Diagnosis cpu_time(const Subject& subject) {
  return of_limit(subject, "cpu_seconds", "processor time", [](double seconds) -> Diagnosis {
    return {seconds < 3600 ? Severity::warning : Severity::ok, fmt::format("{:.0f} s of processor time", seconds)};
  });
}

Diagnosis locked_memory(const Subject& subject) {
  return of_limit(subject, "locked_memory_bytes", "locked memory", [&](double bytes) -> Diagnosis {
    const bool can_be_swapped = number_of(subject, "memory", "swap_total_bytes").value_or(0) > 0;
    const auto found = size_in_words(bytes) + " can be locked";
    if (!can_be_swapped) return {Severity::ok, found + ", and there is no swap"};
    return {bytes < 64 * mebibyte ? Severity::note : Severity::ok, found + ", and there is swap"};
  });
}

Diagnosis system_call_filter(const Subject& subject) {
  return of_text(subject, "process", "system_call_filter", [](const std::string& mode) -> Diagnosis {
    if (mode == "none") return {Severity::ok, "system calls are not filtered"};
    return {Severity::note, "a seccomp " + mode + " looks at every system call"};
  });
}

Diagnosis container(const Subject& subject) {
  const auto fact = fact_of(subject, "virtualization", "container");
  if (fact.value) return {Severity::note, "inside a container (" + *fact.value + ")"};
  if (fact.absent == "no sign of a container") return {Severity::ok, fact.absent};
  return unknown(fact.absent);
}

Diagnosis disk_space(const Subject& subject) {
  return of_number(subject, "results", "free_bytes", [](double bytes) -> Diagnosis {
    return {bytes < 200 * mebibyte ? Severity::warning : Severity::ok,
            size_in_words(bytes) + " are free in the results folder"};
  });
}

constexpr std::array checks{
    Check{"cpu_quota",
          "Quota of processor time",
          "A worker that has used up the quota of a period stands still until the next one, in the middle of a block.",
          "systemctl set-property <unit> CPUQuota=, or start the container without --cpus",
          {},
          cpu_quota},
    Check{"cpu_throttling",
          "Throttling by the quota",
          "A worker that is stopped for tens of milliseconds measures the stop, not the arm.",
          "systemctl set-property <unit> CPUQuota=, or start the container without --cpus",
          {},
          cpu_throttling,
          true},
    Check{
        "allowed_cpus",
        "Allowed CPUs",
        "With one CPU, the worker shares it with its parent, which writes the record; arms with threads are left out.",
        "taskset -c 0-1 memlore run, or a wider cpuset",
        {},
        allowed_cpus},
    Check{"address_space",
          "Limit on address space",
          "An arm that gets no memory crashes, and its claims are invalid.",
          "ulimit -v unlimited",
          {},
          address_space},
    Check{"stack_size",
          "Limit on the stack",
          "Stack offsets and padded environments vary from process to process and need room.",
          "ulimit -s 8192",
          {},
          stack_size},
    Check{"open_files",
          "Limit on open files",
          "Workers, pipes and counters need open files; a run that gets none ends early.",
          "ulimit -n 1024",
          {},
          open_files},
    Check{"cpu_time",
          "Limit on processor time",
          "The kernel kills a worker that reaches the limit, and its arm counts as crashed.",
          "ulimit -t unlimited",
          {},
          cpu_time},
    Check{"locked_memory",
          "Limit on locked memory",
          "Pages that cannot be locked can be swapped out while a run waits for another process.",
          "ulimit -l unlimited, or swapoff -a",
          {},
          locked_memory},
    Check{"system_call_filter",
          "Filter of system calls",
          "Each system call of a worker runs through the filter, mapping of pages included; the filter may forbid perf "
          "events.",
          "start the container with --security-opt seccomp=unconfined",
          {},
          system_call_filter},
    Check{"container",
          "Container",
          "Limits and neighbours come from outside, and not all of them can be seen from here.",
          "measure outside the container for numbers to cite",
          {},
          container},
    Check{"disk_space",
          "Room for results",
          "A run that cannot write its journal stops; what was measured is kept.",
          "make room, or name another folder: memlore run --out <folder>",
          {},
          disk_space},
};

}  // namespace

std::span<const Check> limit_checks() { return checks; }

}  // namespace memlore::doctor
