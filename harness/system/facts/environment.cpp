#include "harness/system/facts/environment.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>

#include "harness/system/facts/build_info.h"
#include "harness/system/facts/facts.h"
#include "harness/system/files/sha1.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

/// The machine's id where systemd or D-Bus left one, or else its name; hashed with a word of our own, because the id
/// itself is not for publication.
std::string identity_of(const MachineFiles& files) {
  for (const auto* path :
       {"/etc/machine-id", "/var/lib/dbus/machine-id", "/proc/sys/kernel/hostname", "/etc/hostname"}) {
    const auto text = files.read(path);
    if (text.value && *text.value != "uninitialized") return "memlore " + *text.value;
  }
  return {};
}

/// Words that all CPUs of a maker have in their names.
bool is_filler(std::string_view word) {
  constexpr std::array fillers{"r", "tm", "cpu", "processor", "with", "gen"};
  return std::ranges::find(fillers, word) != fillers.end() || word.ends_with("ghz") || word.ends_with("core");
}

std::vector<std::string> slug_words(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    plain += upper ? static_cast<char>(c - 'A' + 'a') : (kept ? c : ' ');
  }
  auto words = words_of(plain);
  std::erase_if(words, is_filler);
  // After the fillers are gone: a frequency such as 2.70GHz has to be one word to be recognised.
  auto text = joined(words);
  std::ranges::replace(text, '.', ' ');
  return words_of(text);
}

}  // namespace

std::string machine_name(std::string_view cpu_model, std::size_t logical_cpus, std::string_view identity) {
  constexpr std::size_t longest_model = 32;
  std::string result;
  for (const auto& word : slug_words(cpu_model)) {
    if (result.size() + word.size() > longest_model) break;
    result += word + '-';
  }
  if (result.empty()) result = "machine-";
  result += fmt::format("{}cpu", logical_cpus);
  return identity.empty() ? result : result + '-' + sha1_of_text(identity).substr(0, 6);
}

Fact free_space_fact(const std::filesystem::path& folder) {
  std::error_code error;
  auto there = std::filesystem::absolute(folder, error);
  while (!std::filesystem::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  const auto space = std::filesystem::space(there, error);
  if (error) return to_fact("results", "free_bytes", absent("the file system does not say: " + error.message()));
  return to_fact("results", "free_bytes", present(std::to_string(space.available)));
}

Environment read_environment(const Topology& topology, int worker_cpu, const EnvironmentOptions& options) {
  const auto& files = options.files;
  const auto& build = build_info();
  const std::filesystem::path built_from = build.source_folder;
  const auto folder = options.source_folder.empty() ? built_from : options.source_folder;
  Environment result;
  result.caches = caches_of(topology, worker_cpu);
  const auto add = [&](Facts facts) { std::ranges::move(facts, std::back_inserter(result.facts)); };
  add(cpu_facts(files, worker_cpu));
  add(topology_facts(files, topology));
  add(sibling_facts(topology, worker_cpu));
  add(cache_facts(result.caches));
  add(frequency_facts(files, worker_cpu));
  add(thermal_facts(files, worker_cpu));
  add(power_facts(files));
  add(virtualization_facts(files, worker_cpu));
  add(kernel_facts(files));
  add(clock_facts(files));
  add(mitigation_facts(files));
  add(memory_facts(files));
  add(load_facts(files));
  add(cgroup_facts(files));
  add(limit_facts(files));
  add(process_facts(files));
  add(build_facts(build));
  add(source_facts(folder));
  result.machine =
      machine_name(value_of(result, "cpu", "model").value_or(""), topology.cpus.size(), identity_of(files));
  return result;
}

}  // namespace memlore::system
