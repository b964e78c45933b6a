// What workers inherit from this process: tracers, preloaded libraries, settings of the allocator, priority, filters of
// system calls. And the other processes that watch workers or move interrupts.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

constexpr auto status_file = "/proc/self/status";

/// The tracer's name is the one in /proc, which the kernel cuts at 15 letters.
Reading tracer(const MachineFiles& files) {
  const auto pid = field_of(files.read(status_file), "TracerPid", status_file);
  if (!pid.value) return pid;
  if (*pid.value == "0") return present("none");
  return present(files.read("/proc/" + *pid.value + "/comm").value.value_or("a process that cannot be seen"));
}

Reading system_call_filter(const MachineFiles& files) {
  const auto mode = field_of(files.read(status_file), "Seccomp", status_file);
  if (!mode.value) return mode;
  return present(*mode.value == "0" ? "none" : *mode.value == "1" ? "strict" : "filter");
}

/// The variables of the environment that this process was started with.
std::vector<std::string> settings_in(const std::string& text) {
  std::vector<std::string> result;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\0', begin), text.size());
    result.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return result;
}

/// Names of libraries without their folders, which may hold private names.
void add_names(const std::string& list, std::vector<std::string>& names) {
  auto separated = list;
  std::ranges::replace(separated, ':', ' ');
  for (const auto& path : words_of(separated)) names.push_back(std::filesystem::path(path).filename().string());
}

Reading preloaded(const MachineFiles& files, const Reading& environment) {
  if (!environment.value) return environment;
  std::vector<std::string> names;
  for (const auto& setting : settings_in(*environment.value)) {
    for (const std::string_view variable : {"LD_PRELOAD=", "LD_AUDIT="}) {
      if (setting.starts_with(variable)) add_names(setting.substr(variable.size()), names);
    }
  }
  add_names(files.read("/etc/ld.so.preload").value.value_or(""), names);
  return present(names.empty() ? "none" : joined(names));
}

Reading allocator_settings(const Reading& environment) {
  if (!environment.value) return environment;
  std::vector<std::string> found;
  for (const auto& setting : settings_in(*environment.value)) {
    if (setting.starts_with("MALLOC_") || setting.starts_with("GLIBC_TUNABLES=")) found.push_back(setting);
  }
  return present(found.empty() ? "none" : joined(found));
}

/// A field of /proc/self/stat by its number in proc(5). The second one, a name, may hold spaces and brackets.
Reading stat_field(const MachineFiles& files, std::size_t number) {
  const auto text = files.read("/proc/self/stat");
  if (!text.value) return text;
  const auto words = words_of(std::string_view(*text.value).substr(text.value->rfind(')') + 1));
  constexpr std::size_t first = 3;
  if (words.size() <= number - first) return absent("/proc/self/stat is shorter than it should be");
  return present(words[number - first]);
}

Reading policy(const MachineFiles& files) {
  const auto number = stat_field(files, 41);
  if (!number.value) return number;
  constexpr std::array names{"other", "fifo", "round robin", "batch", "4", "idle", "deadline"};
  const auto index = to_integer(*number.value).value_or(-1);
  return present(index >= 0 && index < std::ssize(names) ? names[index] : *number.value);
}

/// Whether this process asked for the same addresses each time (`setarch -R`), which its children inherit.
Reading randomisation(const MachineFiles& files) {
  const auto text = files.read("/proc/self/personality");
  if (!text.value) return text;
  constexpr std::uint64_t no_randomisation = 0x0040000;
  return present((std::strtoull(text.value->c_str(), nullptr, 16) & no_randomisation) != 0 ? "off" : "on");
}

/// The names of all processes that can be seen.
std::vector<std::string> process_names(const MachineFiles& files) {
  std::vector<std::string> names;
  for (const auto& entry : files.names_in("/proc")) {
    if (!to_integer(entry)) continue;
    if (auto name = files.read("/proc/" + entry + "/comm"); name.value) names.push_back(std::move(*name.value));
  }
  return names;
}

/// Tools that stop, count or follow what others do.
Reading watchers(const std::vector<std::string>& processes) {
  constexpr std::array known{"perf",     "strace",  "ltrace", "gdb",       "lldb",    "bpftrace", "trace-cmd",
                             "valgrind", "sysprof", "vtune",  "heaptrack", "uftrace", "rr",       "bcc"};
  if (processes.empty()) return absent("no process can be seen in /proc");
  std::vector<std::string> found;
  for (const auto* name : known) {
    if (std::ranges::find(processes, name) != processes.end()) found.emplace_back(name);
  }
  return present(found.empty() ? "none" : joined(found));
}

}  // namespace

Facts process_facts(const MachineFiles& files) {
  auto environment = files.read("/proc/self/environ");
  if (!environment.value && files.exists("/proc/self/environ")) environment = present("");  // Started without any.
  const auto processes = process_names(files);
  const bool balanced = std::ranges::find(processes, "irqbalance") != processes.end();
  return {
      to_fact("process", "tracer", tracer(files)),
      to_fact("process", "system_call_filter", system_call_filter(files)),
      to_fact("process", "preloaded_libraries", preloaded(files, environment)),
      to_fact("process", "allocator_settings", allocator_settings(environment)),
      to_fact("process", "nice", stat_field(files, 19)),
      to_fact("process", "scheduling", policy(files)),
      to_fact("process", "address_randomisation", randomisation(files)),
      to_fact("process", "watchers", watchers(processes)),
      to_fact("process", "interrupt_balancer",
              processes.empty() ? absent("no process can be seen in /proc") : present(balanced ? "running" : "none")),
  };
}

}  // namespace memlore::system
