#include <algorithm>
#include <array>
#include <string_view>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

/// Boot options that change timings. The rest of the command line may hold names and addresses, and is not recorded.
bool changes_timings(std::string_view option) {
  constexpr std::array telling{"isolcpus",
                               "nohz_full",
                               "nohz",
                               "rcu_nocbs",
                               "irqaffinity",
                               "mitigations",
                               "spectre_v2",
                               "nopti",
                               "pti",
                               "kpti",
                               "nosmt",
                               "maxcpus",
                               "nr_cpus",
                               "idle",
                               "processor.max_cstate",
                               "intel_idle.max_cstate",
                               "cpuidle.off",
                               "intel_pstate",
                               "amd_pstate",
                               "cpufreq.default_governor",
                               "cpufreq.off",
                               "transparent_hugepage",
                               "hugepages",
                               "hugepagesz",
                               "default_hugepagesz",
                               "numa_balancing",
                               "numa",
                               "clocksource",
                               "tsc",
                               "norandmaps",
                               "preempt",
                               "nowatchdog",
                               "nmi_watchdog",
                               "skew_tick",
                               "threadirqs"};
  return std::ranges::find(telling, option.substr(0, option.find('='))) != telling.end();
}

Reading boot_options(const MachineFiles& files) {
  const auto line = files.read("/proc/cmdline");
  if (!line.value) return line;
  auto options = words_of(*line.value);
  std::erase_if(options, [](const std::string& option) { return !changes_timings(option); });
  return present_or(joined(options), "no boot option that changes timings");
}

Reading distribution(const MachineFiles& files) {
  auto name = field_of(files.read("/etc/os-release"), "PRETTY_NAME", "/etc/os-release", '=');
  if (name.value) std::erase(*name.value, '"');
  return name;
}

/// How ready the kernel is to take the processor from a thread, as it says in its version.
Reading preemption(const MachineFiles& files) {
  const auto version = files.read("/proc/sys/kernel/version");
  if (!version.value) return version;
  const auto has = [&](std::string_view word) { return version.value->find(word) != std::string::npos; };
  if (has("PREEMPT_RT") || has("PREEMPT RT")) return present("real-time");
  if (has("PREEMPT_DYNAMIC")) return present("dynamic");
  return present(has("PREEMPT") ? "full" : "voluntary or none");
}

}  // namespace

Facts kernel_facts(const MachineFiles& files) {
  const auto setting = [&](const std::string& name, const std::string& path) {
    return fact_of_file(files, "kernel", name, path);
  };
  return {
      setting("release", "/proc/sys/kernel/osrelease"),
      to_fact("kernel", "distribution", distribution(files)),
      to_fact("kernel", "boot_options", boot_options(files)),
      to_fact("kernel", "preemption", preemption(files)),
      setting("nohz_full", "/sys/devices/system/cpu/nohz_full"),
      setting("randomize_va_space", "/proc/sys/kernel/randomize_va_space"),
      setting("perf_event_paranoid", "/proc/sys/kernel/perf_event_paranoid"),
      setting("nmi_watchdog", "/proc/sys/kernel/nmi_watchdog"),
      setting("numa_balancing", "/proc/sys/kernel/numa_balancing"),
      setting("clocksource", "/sys/devices/system/clocksource/clocksource0/current_clocksource"),
  };
}

Facts mitigation_facts(const MachineFiles& files) {
  const std::string folder = "/sys/devices/system/cpu/vulnerabilities";
  Facts result;
  for (const auto& name : files.names_in(folder)) {
    result.push_back(fact_of_file(files, "mitigation", name, folder + "/" + name));
  }
  if (result.empty()) result.push_back(to_fact("mitigation", "vulnerabilities", absent("no " + folder + " here")));
  return result;
}

}  // namespace memlore::system
