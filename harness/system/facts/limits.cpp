// Limits that a control group, a shell or an administrator sets on this process: a quota stops a worker in the middle
// of a block, and a worker that gets no memory crashes.

#include <fmt/format.h>

#include <cstdint>
#include <optional>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"
#include "harness/system/processes/control_groups.h"

namespace memlore::system {
namespace {

/// What groups say about a resource: nothing at all, that there is no limit, or a number.
struct Limit {
  bool said = false;
  std::optional<double> value{};
};

Limit quota_in(const MachineFiles& files, const std::string& folder, bool version_2) {
  const auto text = version_2 ? files.read(folder + "/cpu.max").value.value_or("")
                              : files.read(folder + "/cpu.cfs_quota_us").value.value_or("") + " " +
                                    files.read(folder + "/cpu.cfs_period_us").value.value_or("");
  const auto words = words_of(text);
  if (words.size() != 2) return {};
  const auto quota = to_integer(words.front());  // `max` or -1 where there is none.
  const auto period = to_integer(words.back());
  if (!quota || *quota < 0 || !period || *period <= 0) return {.said = true};
  return {.said = true, .value = static_cast<double>(*quota) / static_cast<double>(*period)};
}

Limit memory_in(const MachineFiles& files, const std::string& folder, bool version_2) {
  const auto text = files.read(folder + (version_2 ? "/memory.max" : "/memory.limit_in_bytes"));
  if (!text.value) return {};
  return {.said = true, .value = group_limit_in(*text.value)};
}

/// Reads one resource in all groups around this process and keeps the tightest limit.
Reading tightest(const MachineFiles& files, const Controller& controller, const char* unit,
                 Limit (*read)(const MachineFiles&, const std::string&, bool)) {
  Limit result;
  for (const auto& folder : folders_of(controller)) {
    const auto limit = read(files, folder, controller.version_2);
    result.said = result.said || limit.said;
    if (limit.value && (!result.value || *limit.value < *result.value)) result.value = limit.value;
  }
  if (result.value) return present(fmt::format("{}{}", *result.value, unit));
  return result.said ? present("none") : absent("no group below " + controller.mount + " says");
}

/// How often any of the groups around this process was stopped because its quota was used up, since each was made.
Reading throttled_in(const MachineFiles& files, const Controller& controller) {
  std::optional<std::int64_t> periods;
  for (const auto& folder : folders_of(controller)) {
    const auto text = files.read(folder + "/cpu.stat");
    const auto count = to_integer(field_in(text.value.value_or(""), "nr_throttled", ' ').value_or(""));
    if (count) periods = periods.value_or(0) + *count;
  }
  return periods ? present(std::to_string(*periods)) : absent("no group below " + controller.mount + " says");
}

/// The CPUs of the innermost group that says.
Reading cpuset_in(const MachineFiles& files, const Controller& controller) {
  for (const auto& folder : folders_of(controller)) {
    for (const auto* file : {"/cpuset.cpus.effective", "/cpuset.effective_cpus", "/cpuset.cpus"}) {
      if (auto cpus = files.read(folder + file); cpus.value) return cpus;
    }
  }
  return absent("no group below " + controller.mount + " says");
}

/// The soft limit. The table has fixed columns: the names hold spaces themselves.
Reading limit_in(const Reading& text, std::string_view name) {
  if (!text.value) return text;
  for (const auto& line : lines_of(*text.value)) {
    if (!line.starts_with(name)) continue;
    const auto columns = words_of(std::string_view(line).substr(name.size()));
    if (!columns.empty()) return present(columns.front());
  }
  return absent(fmt::format("no '{}' in /proc/self/limits", name));
}

}  // namespace

Facts cgroup_facts(const MachineFiles& files) {
  const ControlGroups groups(files);
  const auto& text = groups.text();
  const auto fact = [&](const std::string& name, const std::string& controller_name, auto read) {
    const auto controller = groups.controller(controller_name);
    if (controller) return to_fact("cgroup", name, read(*controller));
    return to_fact("cgroup", name, text.value ? absent("no control group of '" + controller_name + "'") : text);
  };
  return {
      to_fact("cgroup", "version", text.value ? present_or(groups.version(), "no control group here") : text),
      fact("cpu_quota", "cpu", [&](const Controller& found) { return tightest(files, found, " CPUs", quota_in); }),
      fact("throttled_periods", "cpu", [&](const Controller& found) { return throttled_in(files, found); }),
      fact("cpuset", "cpuset", [&](const Controller& found) { return cpuset_in(files, found); }),
      fact("memory_limit", "memory",
           [&](const Controller& found) { return tightest(files, found, " bytes", memory_in); }),
  };
}

Facts limit_facts(const MachineFiles& files) {
  const auto text = files.read("/proc/self/limits");
  const auto limit = [&](const std::string& name, std::string_view row) {
    return to_fact("limit", name, limit_in(text, row));
  };
  return {
      limit("stack_bytes", "Max stack size"),
      limit("locked_memory_bytes", "Max locked memory"),
      limit("address_space_bytes", "Max address space"),
      limit("open_files", "Max open files"),
      limit("cpu_seconds", "Max cpu time"),
  };
}

}  // namespace memlore::system
