#include "harness/system/processes/control_groups.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

bool names(const std::string& controllers, std::string_view controller) {
  const auto padded = "," + controllers + ",";
  return padded.find(fmt::format(",{},", controller)) != std::string::npos;
}

}  // namespace

bool ControlGroups::Membership::is_version_1() const {
  return !controllers.empty() && !controllers.starts_with("name=");
}

ControlGroups::ControlGroups(const MachineFiles& files) : files_(files), text_(files.read("/proc/self/cgroup")) {
  for (const auto& line : lines_of(text_.value.value_or(""))) {
    const auto first = line.find(':');
    const auto second = first == std::string::npos ? first : line.find(':', first + 1);
    if (second == std::string::npos) continue;
    auto group = line.substr(second + 1);
    if (group == "/") group.clear();
    memberships_.push_back({.controllers = line.substr(first + 1, second - first - 1), .group = std::move(group)});
  }
}

std::string ControlGroups::version() const {
  if (std::ranges::any_of(memberships_, &Membership::is_version_1)) return "1";
  return memberships_.empty() ? "" : "2";
}

std::optional<Controller> ControlGroups::controller(const std::string& name) const {
  for (const auto& each : memberships_) {
    if (!names(each.controllers, name)) continue;
    // A mount of version 1 carries the names of all its controllers, or is a link of one name.
    const auto joint = "/sys/fs/cgroup/" + each.controllers;
    const auto mount = files_.exists(joint) ? joint : "/sys/fs/cgroup/" + name;
    return Controller{.mount = mount, .group = each.group, .version_2 = false};
  }
  const auto found = std::ranges::find(memberships_, std::string(), &Membership::controllers);
  if (found == memberships_.end()) return std::nullopt;
  const bool hybrid = version() == "1";
  return Controller{
      .mount = hybrid ? "/sys/fs/cgroup/unified" : "/sys/fs/cgroup", .group = found->group, .version_2 = true};
}

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

std::optional<std::int64_t> group_limit_in(std::string_view text) {
  constexpr std::int64_t no_limit = std::int64_t{1} << 62;
  const auto limit = to_integer(text);
  return limit && *limit < no_limit ? limit : std::nullopt;
}

}  // namespace memlore::system
