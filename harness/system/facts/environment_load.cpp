#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "harness/system/cpus/topology_load.h"
#include "harness/system/facts/environment.h"
#include "harness/system/facts/environment_facts.h"

namespace memlore::system {
namespace {

/// The first `count` words of a file.
Reading first_words(const MachineFiles& files, const std::string& path, std::size_t count) {
  const auto text = files.read(path);
  if (!text.value) return text;
  auto words = words_of(*text.value);
  if (words.size() < count) return absent(path + " is shorter than it should be");
  words.resize(count);
  return present(joined(words));
}

Reading stolen_share(const MachineFiles& files) {
  const auto text = files.read("/proc/stat");
  if (!text.value) return text;
  const auto time = machine_time(*text.value);
  if (!time || time->total <= 0) return absent("no time of all CPUs in /proc/stat");
  return present(fmt::format("{:.6f}", static_cast<double>(time->stolen) / static_cast<double>(time->total)));
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

Fact free_space_fact(const std::filesystem::path& folder) {
  std::error_code error;
  auto there = std::filesystem::absolute(folder, error);
  while (!std::filesystem::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  const auto space = std::filesystem::space(there, error);
  if (error) return to_fact("results", "free_bytes", absent("the file system does not say: " + error.message()));
  return to_fact("results", "free_bytes", present(std::to_string(space.available)));
}

Facts load_facts(const MachineFiles& files) {
  return {
      to_fact("load", "load_average", first_words(files, "/proc/loadavg", 3)),
      to_fact("load", "uptime_seconds", first_words(files, "/proc/uptime", 1)),
      to_fact("load", "stolen_share_since_boot", stolen_share(files)),
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
