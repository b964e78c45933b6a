#pragma once

// For tests: for every check, a machine where things are bad and one where they are in order.

#include <ostream>
#include <string>
#include <vector>

#include "harness/doctor/check.h"
#include "harness/doctor/made_up_subject.h"

namespace memlore::doctor::made_up {

struct Case {
  std::string id;
  Subject bad;
  Severity severity;
  std::string found;  ///< A part of what is found on the bad machine: the value.
  Subject good;
};

inline std::ostream& operator<<(std::ostream& out, const Case& each) { return out << each.id; }

inline Subject layouts(int count) {
  auto result = subject({{"worker/cpu", "1"}});
  for (int i = 0; i < count; ++i) {
    result.environment.facts.push_back({"worker", "sha1 of layout " + std::to_string(i), "bd34b498", ""});
  }
  return result;
}

inline std::vector<Case> build_cases() {
  return {
      {"optimisation", subject({{"library/kernels build", "not optimised, without assertions"}}), Severity::severe,
       "not optimised", subject({{"library/kernels build", "optimised, without assertions"}})},
      {"optimisation", subject({{"library/kernels build", "optimised, with assertions"}}), Severity::severe,
       "with assertions", subject({{"library/kernels build", "optimised, without assertions"}})},
      {"sanitizers", subject({{"build/sanitizers", "address"}}), Severity::severe, "-fsanitize=address",
       with_absent({}, "build", "sanitizers", "built without sanitizers")},
      {"tuning", subject({{"build/flags", "-O3 -march=native"}}), Severity::note, "-march=native",
       subject({{"build/flags", "-O3"}})},
      {"benchmark_library", subject({{"library/google benchmark build", "debug"}}), Severity::note, "debug",
       subject({{"library/google benchmark build", "release"}})},
      {"code_layouts", layouts(1), Severity::warning, "1 code layout", layouts(24)},
      {"sources", subject({{"source/modified", "yes"}}), Severity::note, "differ",
       subject({{"source/modified", "no"}})},
  };
}

inline std::vector<Case> company_cases() {
  return {
      {"steal",
       subject({{"activity/stolen_share", "0.12"}, {"activity/cpu_seconds_counted", "2"}, {"activity/seconds", "183"}}),
       Severity::severe, "the hypervisor took 12.0 % of processor time in 183 s",
       subject({{"activity/stolen_share", "0.0002"}, {"activity/cpu_seconds_counted", "2"}})},
      {"steal", subject({{"load/stolen_share_since_boot", "0.5"}}), Severity::warning, "50.0 %",
       subject({{"load/stolen_share_since_boot", "0.0002"}})},
      {"load_average", subject({{"load/load_average", "4.10 3 2"}, {"topology/logical_cpus", "2"}}), Severity::warning,
       "4.10", subject({{"load/load_average", "0.10 3 2"}, {"topology/logical_cpus", "2"}})},
      {"other_work", subject({{"activity/other_work_cpus", "0.93"}, {"activity/seconds", "1.0"}}), Severity::warning,
       "0.93 CPUs in 1.0 s", subject({{"activity/other_work_cpus", "0.02"}})},
      {"tracer", subject({{"process/tracer", "strace"}}), Severity::severe, "strace",
       subject({{"process/tracer", "none"}})},
      {"watchers", subject({{"process/watchers", "perf"}}), Severity::warning, "perf",
       subject({{"process/watchers", "none"}})},
      {"preloaded_libraries", subject({{"process/preloaded_libraries", "libjemalloc.so"}}), Severity::warning,
       "libjemalloc.so", subject({{"process/preloaded_libraries", "none"}})},
      {"allocator_settings", subject({{"process/allocator_settings", "MALLOC_ARENA_MAX=1"}}), Severity::warning,
       "MALLOC_ARENA_MAX=1", subject({{"process/allocator_settings", "none"}})},
      {"priority", subject({{"process/nice", "10"}, {"process/scheduling", "other"}}), Severity::warning, "nice 10",
       subject({{"process/nice", "0"}, {"process/scheduling", "other"}})},
      {"priority", subject({{"process/nice", "0"}, {"process/scheduling", "idle"}}), Severity::warning, "idle",
       subject({{"process/nice", "-5"}, {"process/scheduling", "other"}})},
  };
}

inline std::vector<Case> limit_cases() {
  return {
      {"cpu_quota", subject({{"cgroup/cpu_quota", "0.5 CPUs"}}), Severity::severe, "0.5 CPUs",
       subject({{"cgroup/cpu_quota", "none"}})},
      {"cpu_quota", subject({{"cgroup/cpu_quota", "1.5 CPUs"}}), Severity::warning, "1.5 CPUs",
       subject({{"cgroup/cpu_quota", "none"}})},
      {"cpu_throttling", subject({{"activity/throttled_periods", "7"}, {"cgroup/throttled_periods", "9"}}),
       Severity::severe, "7 times", subject({{"activity/throttled_periods", "0"}, {"cgroup/throttled_periods", "0"}})},
      {"cpu_throttling", subject({{"activity/throttled_periods", "0"}, {"cgroup/throttled_periods", "9"}}),
       Severity::note, "9 times so far", subject({{"cgroup/throttled_periods", "0"}})},
      {"allowed_cpus", subject({{"topology/allowed_cpu_count", "1"}, {"topology/allowed_cpus", "3"}}),
       Severity::warning, "CPU 3", subject({{"topology/allowed_cpu_count", "2"}, {"topology/allowed_cpus", "0-1"}})},
      {"address_space", subject({{"limit/address_space_bytes", "1073741824"}}), Severity::warning, "1.0 GiB",
       subject({{"limit/address_space_bytes", "unlimited"}})},
      {"stack_size", subject({{"limit/stack_bytes", "1048576"}}), Severity::warning, "1.0 MiB",
       subject({{"limit/stack_bytes", "8388608"}})},
      {"open_files", subject({{"limit/open_files", "20"}}), Severity::warning, "20",
       subject({{"limit/open_files", "1024"}})},
      {"cpu_time", subject({{"limit/cpu_seconds", "60"}}), Severity::warning, "60 s",
       subject({{"limit/cpu_seconds", "unlimited"}})},
      {"locked_memory", subject({{"limit/locked_memory_bytes", "65536"}, {"memory/swap_total_bytes", "1048576"}}),
       Severity::note, "64 KiB", subject({{"limit/locked_memory_bytes", "65536"}, {"memory/swap_total_bytes", "0"}})},
      {"system_call_filter", subject({{"process/system_call_filter", "filter"}}), Severity::note, "filter",
       subject({{"process/system_call_filter", "none"}})},
      {"container", subject({{"virtualization/container", "docker"}}), Severity::note, "docker",
       with_absent({}, "virtualization", "container", "no sign of a container")},
      {"disk_space", subject({{"results/free_bytes", "104857600"}}), Severity::warning, "100 MiB",
       subject({{"results/free_bytes", "10737418240"}})},
  };
}

inline std::vector<Case> memory_cases() {
  return {
      {"huge_pages", subject({{"memory/transparent_huge_pages", "always"}}), Severity::note, "always",
       subject({{"memory/transparent_huge_pages", "madvise"}})},
      {"samepage_merging", subject({{"memory/samepage_merging", "1"}}), Severity::warning, "merges",
       subject({{"memory/samepage_merging", "0"}})},
      {"memory_nodes", subject({{"topology/numa_nodes", "4"}}), Severity::note, "4 memory nodes",
       subject({{"topology/numa_nodes", "1"}})},
      {"memory_balancing", subject({{"kernel/numa_balancing", "1"}, {"topology/numa_nodes", "2"}}), Severity::warning,
       "on", subject({{"kernel/numa_balancing", "1"}, {"topology/numa_nodes", "1"}})},
      {"swapping", subject({{"activity/swapped_pages", "5000"}, {"activity/seconds", "10"}}), Severity::severe,
       "5000 pages", subject({{"activity/swapped_pages", "0"}, {"memory/swap_total_bytes", "0"}})},
      {"swapping", subject({{"activity/swapped_pages", "50"}, {"activity/seconds", "10"}}), Severity::warning,
       "50 pages", subject({{"memory/swap_total_bytes", "0"}})},
      {"swapping",
       subject({{"activity/swapped_pages", "0"},
                {"memory/swap_total_bytes", "2097152"},
                {"memory/swap_free_bytes", "1048576"}}),
       Severity::note, "1.0 MiB of 2.0 MiB",
       subject({{"activity/swapped_pages", "0"},
                {"memory/swap_total_bytes", "2097152"},
                {"memory/swap_free_bytes", "2097152"}})},
      {"memory_headroom", subject({{"memory/available_bytes", "67108864"}}), Severity::severe, "64 MiB",
       subject({{"memory/available_bytes", "8589934592"}, {"cgroup/memory_limit", "none"}})},
      {"memory_headroom",
       subject({{"memory/available_bytes", "8589934592"}, {"cgroup/memory_limit", "536870912 bytes"}}),
       Severity::warning, "512 MiB", subject({{"memory/available_bytes", "8589934592"}})},
      {"page_size", subject({{"memory/page_bytes", "65536"}}), Severity::note, "64 KiB",
       subject({{"memory/page_bytes", "4096"}})},
  };
}

inline std::vector<Case> instrument_cases() {
  return {
      {"clock_source", subject({{"kernel/clocksource", "hpet"}}), Severity::warning, "hpet",
       subject({{"kernel/clocksource", "tsc"}})},
      {"clock_source", subject({{"kernel/clocksource", "jiffies"}}), Severity::severe, "jiffies",
       subject({{"kernel/clocksource", "kvm-clock"}})},
      {"clock_resolution", subject({{"clock/resolution_ns", "4000000"}}), Severity::severe, "4000000 ns",
       subject({{"clock/resolution_ns", "10"}})},
      {"clock_reading", subject({{"clock/reading_ns", "900"}}), Severity::warning, "900 ns",
       subject({{"clock/reading_ns", "25"}})},
      {"performance_unit", subject({}, {counter(true, "no PMU here"), counter(false, "")}), Severity::note,
       "0 of 1 could be opened: no PMU here", subject({}, {counter(true, ""), counter(false, "forbidden")})},
      {"software_counters", subject({}, {counter(true, ""), counter(false, "forbidden")}), Severity::note,
       "0 of 1 could be opened: forbidden", subject({}, {counter(true, "no PMU here"), counter(false, "")})},
      {"counter_permission", subject({{"kernel/perf_event_paranoid", "3"}}), Severity::note, "paranoid is 3",
       subject({{"kernel/perf_event_paranoid", "3"}}, {counter(false, "")})},
      {"simulator", with_absent({}, "worker", "valgrind", "valgrind cannot run the benches program here: it died of"),
       Severity::note, "cannot run", subject({{"worker/valgrind", "runs the benches program"}})},
  };
}

inline std::vector<Case> processor_cases() {
  return {
      {"core_neighbours", subject({{"core/own_share", "0.31"}}), Severity::warning, "69 %",
       subject({{"core/own_share", "0.998"}})},
      {"core_neighbours", subject({{"core/own_share", "0.9"}}), Severity::note, "10 %",
       subject({{"core/own_share", "1.000"}})},
      {"governor", subject({{"frequency/governor", "ondemand"}, {"frequency/driver", "acpi-cpufreq"}}),
       Severity::warning, "ondemand", subject({{"frequency/governor", "performance"}})},
      {"governor", subject({{"frequency/governor", "powersave"}, {"frequency/driver", "intel_pstate"}}), Severity::note,
       "powersave", subject({{"frequency/governor", "performance"}})},
      {"energy_preference", subject({{"frequency/energy_preference", "balance_power"}}), Severity::warning,
       "balance_power", subject({{"frequency/energy_preference", "performance"}})},
      {"boost", subject({{"frequency/boost", "on"}}), Severity::note, "on", subject({{"frequency/boost", "off"}})},
      {"idle_states", subject({{"frequency/deepest_idle_us", "350"}}), Severity::note, "350 us",
       subject({{"frequency/deepest_idle_us", "2"}})},
      {"power_source", subject({{"power/source", "battery"}}), Severity::warning, "battery",
       subject({{"power/source", "mains"}})},
      {"smt_sibling", subject({{"topology/worker_siblings", "5"}, {"topology/worker_siblings_busy_share", "0.8"}}),
       Severity::warning, "CPU 5 shares the worker's core and is 80 % busy",
       subject({{"topology/worker_siblings", "none"}})},
      {"core_kinds", subject({{"topology/cores", "12"}, {"topology/core_kinds", "2"}}), Severity::note, "2 kinds",
       with_absent(subject({{"topology/cores", "4"}}), "topology", "core_kinds", "one kind of core")},
      {"temperature", subject({{"thermal/pkg (thermal_zone1)", "91.5 C"}, {"thermal/acpi (thermal_zone0)", "30.0 C"}}),
       Severity::warning, "92 C at pkg", subject({{"thermal/pkg (thermal_zone1)", "45.0 C"}})},
      {"heat_throttling", subject({{"activity/heat_throttles", "3"}, {"thermal/core_throttle_count", "3"}}),
       Severity::warning, "3 times", subject({{"thermal/core_throttle_count", "0"}})},
      {"heat_throttling", subject({{"activity/heat_throttles", "0"}, {"thermal/core_throttle_count", "3"}}),
       Severity::note, "3 times since boot", subject({{"thermal/core_throttle_count", "0"}})},
      {"microcode", subject({{"cpu/microcode", "0xffffffff"}}), Severity::unknown, "hides",
       subject({{"cpu/microcode", "0x2b000461"}})},
      {"mitigations", subject({{"mitigation/spectre_v2", "Vulnerable"}, {"kernel/boot_options", "mitigations=off"}}),
       Severity::warning, "mitigations=off", subject({{"mitigation/spectre_v2", "Mitigation: Retpolines"}})},
      {"mitigations", subject({{"mitigation/mds", "Vulnerable: no microcode"}, {"mitigation/srso", "Not affected"}}),
       Severity::note, "vulnerable to mds", subject({{"mitigation/mds", "Not affected"}})},
  };
}

inline std::vector<Case> kernel_cases() {
  return {
      {"hypervisor", subject({{"virtualization/hypervisor", "KVM"}}), Severity::note, "KVM",
       subject({{"virtualization/hypervisor", "none"}})},
      {"cpu_isolation", subject({{"topology/worker_isolated", "no"}}), Severity::note, "any task",
       subject({{"topology/worker_isolated", "yes"}})},
      {"tickless", subject({{"kernel/nohz_full", "(null)"}}), Severity::note, "no CPU",
       subject({{"kernel/nohz_full", "2-3"}})},
      {"tick_rate", subject({{"clock/ticks_per_second", "1000"}}), Severity::note, "1000",
       subject({{"clock/ticks_per_second", "250"}})},
      {"preemption", subject({{"kernel/preemption", "real-time"}}), Severity::note, "real-time",
       subject({{"kernel/preemption", "dynamic"}})},
      {"interrupt_balancer", subject({{"process/interrupt_balancer", "running"}}), Severity::note, "running",
       subject({{"process/interrupt_balancer", "none"}})},
      {"nmi_watchdog", subject({{"kernel/nmi_watchdog", "1"}}), Severity::note, "on",
       subject({{"kernel/nmi_watchdog", "0"}})},
      {"address_randomisation", subject({{"kernel/randomize_va_space", "0"}}), Severity::warning, "is 0",
       subject({{"kernel/randomize_va_space", "2"}, {"process/address_randomisation", "on"}})},
      {"address_randomisation", subject({{"kernel/randomize_va_space", "2"}, {"process/address_randomisation", "off"}}),
       Severity::warning, "for this process", subject({{"kernel/randomize_va_space", "2"}})},
      {"uptime", subject({{"load/uptime_seconds", "61.5 100"}}), Severity::note, "1 minutes",
       subject({{"load/uptime_seconds", "1e6"}})},
  };
}

inline std::vector<Case> all_cases() {
  std::vector<Case> all;
  for (const auto& cases : {build_cases(), company_cases(), limit_cases(), memory_cases(), instrument_cases(),
                            processor_cases(), kernel_cases()}) {
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

}  // namespace memlore::doctor::made_up
