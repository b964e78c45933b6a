#pragma once

// The control groups of this process. Both hierarchies nest, and every group on the way up limits. Inside a container,
// the path in /proc/self/cgroup may be the host's while only the container's part is mounted; missing groups are
// skipped.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/system/files/machine_files.h"

namespace memlore::system {

/// One controller, such as `memory`, and where the groups of this process are in its hierarchy.
struct Controller {
  std::string mount;  ///< Where its hierarchy is mounted.
  std::string group;  ///< Path of our group in it, empty for the root.
  bool version_2 = false;
};

class ControlGroups {
 public:
  explicit ControlGroups(const MachineFiles& files);

  /// "1", "2", or empty where there is none.
  [[nodiscard]] std::string version() const;
  [[nodiscard]] std::optional<Controller> controller(const std::string& name) const;
  /// What was read of them, or why nothing was.
  [[nodiscard]] const Reading& text() const { return text_; }

 private:
  /// A line `number:controllers:path`; version 2 is the one with no controllers.
  struct Membership {
    std::string controllers;
    std::string group;
    [[nodiscard]] bool is_version_1() const;
  };

  MachineFiles files_;
  Reading text_;
  std::vector<Membership> memberships_;
};

/// Our group's folder and those of all above it, innermost first.
std::vector<std::string> folders_of(const Controller& controller);

/// The limit that a group's file sets; nothing where it sets none, which version 1 writes as the largest multiple of a
/// page and version 2 as `max`.
std::optional<std::int64_t> group_limit_in(std::string_view text);

}  // namespace memlore::system
