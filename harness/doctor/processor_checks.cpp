// How fast the processor runs, what shares it, and how warm it is.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

Diagnosis governor(const Subject& subject) {
  return of_text(subject, "frequency", "governor", [&](const std::string& name) -> Diagnosis {
    const auto driver = fact_of(subject, "frequency", "driver").value.value_or("unknown driver");
    const auto found = fmt::format("governor '{}' of {}", name, driver);
    if (name == "performance") return {Severity::ok, found};
    // These drivers let the processor choose by itself, and quickly; 'powersave' is only their name for it.
    const bool by_hardware = driver.starts_with("intel_pstate") || driver.starts_with("amd-pstate");
    return {by_hardware ? Severity::note : Severity::warning, found};
  });
}

Diagnosis energy_preference(const Subject& subject) {
  return of_text(subject, "frequency", "energy_preference", [](const std::string& name) -> Diagnosis {
    const bool saves = name == "power" || name == "balance_power";
    return {name == "performance" ? Severity::ok
            : saves               ? Severity::warning
                                  : Severity::note,
            fmt::format("energy preference '{}'", name)};
  });
}

Diagnosis boost(const Subject& subject) {
  return of_text(subject, "frequency", "boost", [](const std::string& word) -> Diagnosis {
    return {word == "off" ? Severity::ok : Severity::note, "turbo or boost is " + word};
  });
}

Diagnosis idle_states(const Subject& subject) {
  return of_number(subject, "frequency", "deepest_idle_us", [](double microseconds) -> Diagnosis {
    constexpr double shallow = 50;
    return {microseconds <= shallow ? Severity::ok : Severity::note,
            fmt::format("the deepest idle state takes {:.0f} us to wake from", microseconds)};
  });
}

Diagnosis power_source(const Subject& subject) {
  return of_text(subject, "power", "source", [](const std::string& source) -> Diagnosis {
    return {source == "mains" ? Severity::ok : Severity::warning, "runs on " + source};
  });
}

/// A neighbour that no list of CPUs shows makes the core narrower.
Diagnosis core_neighbours(const Subject& subject) {
  return of_number(subject, "core", "own_share", [](double share) -> Diagnosis {
    constexpr double often = 0.5;
    constexpr double now_and_then = 0.05;
    return {1 - share > often          ? Severity::warning
            : 1 - share > now_and_then ? Severity::note
                                       : Severity::ok,
            fmt::format("another thread shared the core in {:.0f} % of a fifth of a second", 100 * (1 - share))};
  });
}

Diagnosis smt_sibling(const Subject& subject) {
  return of_text(subject, "topology", "worker_siblings", [&](const std::string& cpus) -> Diagnosis {
    if (cpus == "none" && is_guest(subject))
      return unknown("the hypervisor shows no CPU that shares the worker's core, but may hide one");
    if (cpus == "none") return {Severity::ok, "no other CPU shares the worker's core"};
    const auto busy = number_of(subject, "topology", "worker_siblings_busy_share");
    if (!busy) return unknown(fmt::format("CPU {} shares the worker's core; its load was not sampled", cpus));
    constexpr double active = 0.1;
    return {*busy > active ? Severity::warning : Severity::note,
            fmt::format("CPU {} shares the worker's core and is {:.0f} % busy", cpus, 100 * *busy)};
  });
}

Diagnosis core_kinds(const Subject& subject) {
  return of_text(subject, "topology", "cores", [&](const std::string& cores) -> Diagnosis {
    const auto kinds = number_of(subject, "topology", "core_kinds").value_or(1);
    if (kinds <= 1) return {Severity::ok, fmt::format("{} cores of one kind", cores)};
    return {Severity::note, fmt::format("{} cores of {:.0f} kinds", cores, kinds)};
  });
}

Diagnosis temperature(const Subject& subject) {
  constexpr double hot = 85;
  double warmest = -1e9;
  std::string zone;
  for (const auto& fact : subject.environment.facts) {
    if (fact.topic != "thermal" || !fact.value || !fact.value->ends_with(" C")) continue;
    const auto degrees = number_of(subject, "thermal", fact.name).value_or(-1e9);
    if (degrees > warmest) zone = fact.name;
    warmest = std::max(warmest, degrees);
  }
  if (zone.empty()) return unknown("no thermal zone has a temperature");
  return {warmest < hot ? Severity::ok : Severity::warning, fmt::format("{:.0f} C at {}", warmest, zone)};
}

Diagnosis heat_throttling(const Subject& subject) {
  const auto now = number_of(subject, "activity", "heat_throttles").value_or(0);
  if (now > 0)
    return {Severity::warning, fmt::format("a core slowed down for heat {:.0f} times {}", now, time_watched(subject))};
  return of_number(subject, "thermal", "core_throttle_count", [&](double count) -> Diagnosis {
    if (count == 0) return {Severity::ok, "no core slowed down for heat since boot"};
    return {Severity::note, fmt::format("a core slowed down for heat {:.0f} times since boot, but not {}", count,
                                        time_watched(subject))};
  });
}

Diagnosis microcode(const Subject& subject) {
  return of_text(subject, "cpu", "microcode", [](const std::string& revision) -> Diagnosis {
    const bool hidden = revision == "0xffffffff" || revision == "0x1" || revision == "0x0";
    if (hidden) return unknown(fmt::format("the hypervisor hides the revision and says {}", revision));
    return {Severity::ok, "revision " + revision};
  });
}

Diagnosis mitigations(const Subject& subject) {
  int known = 0;
  std::string open;
  for (const auto& fact : subject.environment.facts) {
    if (fact.topic != "mitigation" || !fact.value) continue;
    ++known;
    if (fact.value->starts_with("Vulnerable")) open += (open.empty() ? "" : ", ") + fact.name;
  }
  if (known == 0) return unknown("the kernel lists no vulnerabilities");
  const auto options = fact_of(subject, "kernel", "boot_options").value.value_or("");
  if (options.find("mitigations=off") != std::string::npos)
    return {Severity::warning, "switched off at boot (mitigations=off)"};
  if (!open.empty()) return {Severity::note, "vulnerable to " + open};
  return {Severity::ok, fmt::format("{} vulnerabilities listed, none of them open", known)};
}

constexpr std::string_view ask_the_host =
    "nothing can be done inside a virtual machine; rely on ratios of this run, not on its nanoseconds, or measure on a "
    "dedicated host";

constexpr std::array checks{
    Check{"governor", "Frequency governor",
          "A governor that follows the load runs the first blocks of a stretch slower than the later ones.",
          "cpupower frequency-set -g performance", ask_the_host, governor},
    Check{"energy_preference", "Energy preference",
          "A processor told to save energy raises its frequency late and not to the top.",
          "cpupower set --epb 0; echo performance | tee "
          "/sys/devices/system/cpu/cpu*/cpufreq/energy_performance_preference",
          ask_the_host, energy_preference},
    Check{"boost", "Turbo and boost",
          "With boost the frequency depends on heat and on how many cores are busy, so nanoseconds drift; paired "
          "ratios suffer less.",
          "echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo, or echo 0 > /sys/devices/system/cpu/cpufreq/boost",
          ask_the_host, boost},
    Check{"idle_states", "Idle states",
          "A core in a deep idle state wakes late and with cold caches, and the first block after a pause pays for it.",
          "cpupower idle-set -D 50", ask_the_host, idle_states},
    Check{"power_source", "Power source", "On battery, firmware lowers frequencies in ways that no governor shows.",
          "plug it in", "plug the host in", power_source},
    Check{"smt_sibling", "Hardware threads of the worker's core",
          "A busy sibling takes up to half of the core's execution units and of its first-level caches.",
          "echo off > /sys/devices/system/cpu/smt/control", ask_the_host, smt_sibling},
    Check{"core_neighbours", "Neighbours on the core",
          "A neighbour on the core's other hardware thread slows each arm by its own factor: a ratio of 4.9 becomes "
          "3.8. A run waits for a core of its own and sets other rounds aside, which costs time and precision. A "
          "neighbour that never leaves is not seen.",
          "end other programs, or echo off > /sys/devices/system/cpu/smt/control",
          "rent whole cores, or measure when the host is quiet", core_neighbours},
    Check{"core_kinds",
          "Kinds of cores",
          "A verdict holds for the kind of core that the worker is pinned to; the other kind has other caches and "
          "another pipeline.",
          "run once on each kind: taskset -c <CPUs of one kind> memlore run",
          {},
          core_kinds},
    Check{"temperature", "Temperature", "Near its limit a processor lowers its frequency in the middle of a run.",
          "let it cool, then measure again", ask_the_host, temperature},
    Check{"heat_throttling", "Throttling for heat",
          "While it is throttled a core runs at a fraction of its frequency, and not for all arms alike.",
          "cool the machine better, or switch boost off: echo 0 > /sys/devices/system/cpu/cpufreq/boost", ask_the_host,
          heat_throttling, true},
    Check{"microcode", "Microcode",
          "Updates of microcode switch off or slow down parts of a processor, so two of the same model can differ.",
          "cite the revision; apt-get install intel-microcode, or amd64-microcode",
          "ask the owner of the host for the revision, and do not compare with another host's numbers", microcode},
    Check{"mitigations", "Mitigations of processor vulnerabilities",
          "Mitigations make system calls, indirect branches and page faults slower; results without them do not carry "
          "over to machines that have them.",
          "boot without mitigations=off and with the newest kernel and microcode, or cite the results as without "
          "mitigations",
          "boot without mitigations=off; the host decides the rest: cite the open vulnerabilities with the results",
          mitigations},
};

}  // namespace

std::span<const Check> processor_checks() { return checks; }

}  // namespace memlore::doctor
