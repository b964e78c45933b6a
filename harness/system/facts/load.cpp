#include <fmt/format.h>

#include "harness/system/cpus/topology_load.h"
#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

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

}  // namespace

Facts load_facts(const MachineFiles& files) {
  return {
      to_fact("load", "load_average", first_words(files, "/proc/loadavg", 3)),
      to_fact("load", "uptime_seconds", first_words(files, "/proc/uptime", 1)),
      to_fact("load", "stolen_share_since_boot", stolen_share(files)),
  };
}

}  // namespace memlore::system
