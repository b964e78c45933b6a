#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

/// Intel's driver has its own switch, with the opposite meaning.
Reading boost_of(const MachineFiles& files) {
  const auto no_turbo = files.read("/sys/devices/system/cpu/intel_pstate/no_turbo");
  if (no_turbo.value) return present(*no_turbo.value == "0" ? "on" : "off");
  const auto boost = files.read("/sys/devices/system/cpu/cpufreq/boost");
  if (boost.value) return present(*boost.value == "0" ? "off" : "on");
  return absent("no switch for turbo or boost here");
}

/// How long the slowest idle state that is not switched off takes to wake from.
Reading deepest_idle(const MachineFiles& files, int cpu) {
  const auto folder = fmt::format("/sys/devices/system/cpu/cpu{}/cpuidle", cpu);
  std::optional<std::int64_t> deepest;
  for (const auto& state : files.names_in(folder)) {
    const auto latency = to_integer(files.read(folder + "/" + state + "/latency").value.value_or(""));
    const bool off = files.read(folder + "/" + state + "/disable").value == "1";
    if (latency && !off) deepest = std::max(deepest.value_or(0), *latency);
  }
  return deepest ? present(std::to_string(*deepest)) : absent("no idle states in " + folder);
}

/// Laptops and servers list what feeds them; most desktops and all guests list nothing.
Reading power_source(const MachineFiles& files) {
  const std::string folder = "/sys/class/power_supply";
  std::optional<bool> mains;
  for (const auto& name : files.names_in(folder)) {
    if (files.read(folder + "/" + name + "/type").value != "Mains") continue;
    mains = mains.value_or(false) || files.read(folder + "/" + name + "/online").value == "1";
  }
  if (!mains) return absent("no power supply is listed in " + folder);
  return present(*mains ? "mains" : "battery");
}

Fact zone_fact(const MachineFiles& files, const std::string& zone) {
  const auto folder = "/sys/class/thermal/" + zone;
  const auto name = files.read(folder + "/type").value.value_or("unnamed") + " (" + zone + ")";
  const auto reading = files.read(folder + "/temp");
  if (!reading.value) return to_fact("thermal", name, reading);
  const auto millidegrees = to_integer(*reading.value);
  if (!millidegrees) return to_fact("thermal", name, absent(folder + "/temp is no number"));
  return to_fact("thermal", name, present(fmt::format("{:.1f} C", static_cast<double>(*millidegrees) / 1000)));
}

}  // namespace

Facts frequency_facts(const MachineFiles& files, int cpu) {
  const auto folder = fmt::format("/sys/devices/system/cpu/cpu{}/cpufreq", cpu);
  const bool has_cpufreq = files.exists(folder);
  const auto fact = [&](const std::string& name, const std::string& file) {
    return to_fact("frequency", name, has_cpufreq ? files.read(folder + "/" + file) : absent("no cpufreq here"));
  };
  return {
      fact("driver", "scaling_driver"),
      fact("governor", "scaling_governor"),
      fact("energy_preference", "energy_performance_preference"),
      fact("minimum_khz", "scaling_min_freq"),
      fact("maximum_khz", "scaling_max_freq"),
      fact("hardware_maximum_khz", "cpuinfo_max_freq"),
      fact("current_khz", "scaling_cur_freq"),
      to_fact("frequency", "reported_mhz", field_of(cpuinfo_of(files, cpu), "cpu MHz", "/proc/cpuinfo")),
      to_fact("frequency", "boost", boost_of(files)),
      fact_of_file(files, "frequency", "idle_driver", "/sys/devices/system/cpu/cpuidle/current_driver"),
      to_fact("frequency", "deepest_idle_us", deepest_idle(files, cpu)),
  };
}

Facts power_facts(const MachineFiles& files) { return {to_fact("power", "source", power_source(files))}; }

Facts thermal_facts(const MachineFiles& files, int cpu) {
  Facts result;
  for (const auto& name : files.names_in("/sys/class/thermal")) {
    if (name.starts_with("thermal_zone")) result.push_back(zone_fact(files, name));
  }
  if (result.empty()) result.push_back(to_fact("thermal", "temperature", absent("no thermal zone here")));
  const auto counter = fmt::format("/sys/devices/system/cpu/cpu{}/thermal_throttle/core_throttle_count", cpu);
  result.push_back(fact_of_file(files, "thermal", "core_throttle_count", counter));
  return result;
}

}  // namespace memlore::system
