#pragma once

// For tests: a machine that tells every fact, the second of whose CPUs is measured on.

#include <string>

#include "harness/system/files/made_up_machine.h"

namespace memlore::system {

inline void write_processor(const MadeUpMachine& machine) {
  machine.write("/proc/cpuinfo",
                "processor\t: 0\nmodel name\t: Slow One\n\n"
                "processor\t: 1\nvendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 143\n"
                "model name\t: Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz\nstepping\t: 8\nmicrocode\t: 0x2b\n"
                "cpu MHz\t\t: 2700.0\nflags\t\t: fpu avx2 avx512f hypervisor\n");
  machine.write("/sys/devices/system/cpu/smt/active", "1\n");
  machine.write("/sys/devices/system/cpu/intel_pstate/no_turbo", "1\n");
  machine.write("/sys/devices/system/cpu/cpuidle/current_driver", "intel_idle\n");
  for (const auto* name : {"scaling_driver", "scaling_governor", "energy_performance_preference", "scaling_min_freq",
                           "scaling_max_freq", "cpuinfo_max_freq", "scaling_cur_freq"}) {
    machine.write(std::string("/sys/devices/system/cpu/cpu1/cpufreq/") + name, "performance\n");
  }
  machine.write("/sys/devices/system/cpu/cpu1/cpuidle/state0/latency", "0\n");
  machine.write("/sys/devices/system/cpu/cpu1/cpuidle/state1/latency", "133\n");
  machine.write("/sys/devices/system/cpu/cpu1/cpuidle/state2/latency", "890\n");
  machine.write("/sys/devices/system/cpu/cpu1/cpuidle/state2/disable", "1\n");
  machine.write("/sys/class/power_supply/AC/type", "Mains\n");
  machine.write("/sys/class/power_supply/AC/online", "0\n");
  machine.write("/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "3\n");
  machine.write("/sys/class/thermal/thermal_zone0/type", "x86_pkg_temp\n");
  machine.write("/sys/class/thermal/thermal_zone0/temp", "45500\n");
  machine.write("/sys/devices/system/cpu/vulnerabilities/spectre_v1", "Mitigation: barriers\n");
  machine.write("/sys/class/dmi/id/product_name", "KVM\n");
}

inline void write_process(const MadeUpMachine& machine) {
  machine.write("/proc/self/status", "Name:\tmemlore\nTracerPid:\t77\nSeccomp:\t2\n");
  machine.write("/proc/77/comm", "strace\n");
  machine.write("/proc/78/comm", "irqbalance\n");
  const std::string environment = "HOME=/home/private";
  machine.write("/proc/self/environ", environment + '\0' + "LD_PRELOAD=/home/private/libfast.so:/lib/libclock.so" +
                                          '\0' + "MALLOC_ARENA_MAX=1" + '\0');
  machine.write("/proc/self/stat",
                "5 (a name) x) R 1 5 5 0 -1 4194304 98 0 0 0 0 0 0 0 20 7 1 0 93 2703360 230 0 0 0 0 0 0 0 0 0 0 0 0 0 "
                "17 1 0 5 0 0\n");
  machine.write("/proc/self/personality", "00040000\n");
}

inline void write_kernel(const MadeUpMachine& machine) {
  machine.write("/proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.0\n");
  machine.write("/sys/devices/system/cpu/nohz_full", "1\n");
  machine.write("/sys/kernel/mm/ksm/run", "0\n");
  machine.write("/sys/fs/cgroup/user.slice/cpu.stat", "usage_usec 5\nnr_periods 9\nnr_throttled 4\nthrottled_usec 7\n");
  machine.write("/sys/fs/cgroup/user.slice/run.scope/cpu.stat", "usage_usec 5\nnr_throttled 1\n");
  machine.write("/etc/machine-id", "0123456789abcdef\n");
  machine.write("/etc/os-release", "NAME=Debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n");
  machine.write("/.dockerenv", "");
  machine.write("/proc/cmdline", "root=/dev/secret isolcpus=1 quiet mitigations=off hostname=private\n");
  for (const auto* name :
       {"osrelease", "randomize_va_space", "perf_event_paranoid", "nmi_watchdog", "numa_balancing"}) {
    machine.write(std::string("/proc/sys/kernel/") + name, "2\n");
  }
  machine.write("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
  machine.write("/proc/meminfo",
                "MemTotal: 1024 kB\nMemAvailable: 512 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\nHugePages_Total: 0\n"
                "Hugepagesize: 2048 kB\n");
  machine.write("/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n");
  machine.write("/sys/kernel/mm/transparent_hugepage/defrag", "always defer [never]\n");
  machine.write("/proc/sys/vm/overcommit_memory", "0\n");
  machine.write("/proc/loadavg", "0.06 0.04 0.00 1/88 5680\n");
  machine.write("/proc/uptime", "1630.85 3143.49\n");
  machine.write("/proc/stat", "cpu  700 0 0 200 0 0 0 100 0 0\n");
  machine.write("/proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                "Max cpu time              unlimited            unlimited            seconds   \n"
                "Max stack size            8388608              unlimited            bytes     \n"
                "Max open files            1024                 4096                 files     \n"
                "Max locked memory         65536                65536                bytes     \n"
                "Max address space         unlimited            unlimited            bytes     \n");
  machine.write("/proc/self/cgroup", "0::/user.slice/run.scope\n");
  machine.write("/sys/fs/cgroup/user.slice/cpu.max", "150000 100000\n");
  machine.write("/sys/fs/cgroup/user.slice/run.scope/cpu.max", "max 100000\n");
  machine.write("/sys/fs/cgroup/user.slice/run.scope/memory.max", "max\n");
  machine.write("/sys/fs/cgroup/cpuset.cpus.effective", "0-1\n");
}

inline void write_all_facts(const MadeUpMachine& machine) {
  write_processor(machine);
  write_process(machine);
  write_kernel(machine);
}

}  // namespace memlore::system
