// Limits that a control group sets on this process: a quota stops a worker in the middle of a block.
//
// Both hierarchies nest, and every group on the way up limits. Inside a container the path in /proc/self/cgroup may be
// the host's while only the container's part is mounted; groups that are not there are passed over.

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>

#include "harness/system/environment_facts.h"

namespace memlore::system {
namespace {

struct Controller {
  std::string mount;  ///< Where its hierarchy is mounted.
  std::string group;  ///< Path of our group in it, empty for the root.
  bool version_2 = false;
};

constexpr auto cgroup_file = "/proc/self/cgroup";

/// Lines are `number:controllers:path`; version 2 is the one with no controllers.
struct Membership {
  std::string controllers;
  std::string group;
};

std::vector<Membership> memberships(const std::string& text) {
  std::vector<Membership> result;
  for (const auto& line : lines_of(text)) {
    const auto first = line.find(':');
    const auto second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    auto group = line.substr(second + 1);
    if (group == "/") group.clear();
    result.push_back({.controllers = line.substr(first + 1, second - first - 1), .group = std::move(group)});
  }
  return result;
}

bool names(const std::string& controllers, std::string_view controller) {
  const auto padded = "," + controllers + ",";
  return padded.find(fmt::format(",{},", controller)) != std::string::npos;
}

bool is_version_1(const Membership& each) {
  return !each.controllers.empty() && !each.controllers.starts_with("name=");
}

/// A mount of version 1 carries the names of all its controllers, or is a link of one name.
std::optional<Controller> find_controller(const MachineFiles& files, const std::vector<Membership>& groups,
                                          const std::string& name) {
  for (const auto& each : groups) {
    if (!names(each.controllers, name)) continue;
    const auto joint = "/sys/fs/cgroup/" + each.controllers;
    const auto mount = files.exists(joint) ? joint : "/sys/fs/cgroup/" + name;
    return Controller{.mount = mount, .group = each.group, .version_2 = false};
  }
  const auto found = std::ranges::find(groups, std::string(), &Membership::controllers);
  if (found == groups.end()) return std::nullopt;
  const bool hybrid = std::ranges::any_of(groups, is_version_1);
  return Controller{
      .mount = hybrid ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup", .group = found->group, .version_2 = true};
}

/// Our group's folder and those of all above it, innermost first.
std::vector<std::string> folders_of(const Controller& controller) {
  std::vector<std::string> result;
  auto group = controller.group;
  while (group.starts_with('/')) {
    result.push_back(controller.mount + group);
    group.resize(group.rfind('/'));
  }
  result.push_back(controller.mount);
  return result;
}

/// What groups say about a resource: nothing at all, that there is no limit, or a number.
struct Limit {
  bool said = false;
  std::optional<double> value;
};

Limit quota_in(const MachineFiles& files, const std::string& folder, bool version_2) {
  const auto text = version_2 ? files.read(folder + "/cpu.max").value.value_or("")
                              : files.read(folder + "/cpu.cfs_quota_us").value.value_or("") + " " +
                                    files.read(folder + "/cpu.cfs_period_us").value.value_or("");
  const auto words = words_of(text);
  if (words.size() != 2) return {};
  const auto quota = to_integer(words.front());  // `max` or -1 where there is none.
  const auto period = to_integer(words.back());
  if (!quota || *quota < 0 || !period || *period <= 0) return {.said = true, .value = std::nullopt};
  return {.said = true, .value = static_cast<double>(*quota) / static_cast<double>(*period)};
}

Limit memory_in(const MachineFiles& files, const std::string& folder, bool version_2) {
  constexpr std::int64_t no_limit = std::int64_t{1} << 62;  // Version 1 writes the largest multiple of a page.
  const auto text = files.read(folder + (version_2 ? "/memory.max" : "/memory.limit_in_bytes"));
  if (!text.value) return {};
  const auto bytes = to_integer(*text.value);
  if (!bytes || *bytes >= no_limit) return {.said = true, .value = std::nullopt};
  return {.said = true, .value = static_cast<double>(*bytes)};
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

}  // namespace

Facts cgroup_facts(const MachineFiles& files) {
  const auto text = files.read(cgroup_file);
  const auto groups = memberships(text.value.value_or(""));
  const auto version = std::ranges::any_of(groups, is_version_1) ? "1" : (groups.empty() ? "" : "2");
  const auto fact = [&](const std::string& name, const std::string& controller_name, auto read) {
    const auto controller = find_controller(files, groups, controller_name);
    if (controller) return to_fact("cgroup", name, read(*controller));
    return to_fact("cgroup", name, text.value ? absent("no control group of '" + controller_name + "'") : text);
  };
  return {
      to_fact("cgroup", "version", text.value ? present_or(version, "no control group here") : text),
      fact("cpu_quota", "cpu", [&](const Controller& found) { return tightest(files, found, " CPUs", quota_in); }),
      fact("throttled_periods", "cpu", [&](const Controller& found) { return throttled_in(files, found); }),
      fact("cpuset", "cpuset", [&](const Controller& found) { return cpuset_in(files, found); }),
      fact("memory_limit", "memory",
           [&](const Controller& found) { return tightest(files, found, " bytes", memory_in); }),
  };
}

}  // namespace memlore::system
