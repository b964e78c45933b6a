#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "harness/model/record/core_width.h"
#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

constexpr auto cpuinfo = "/proc/cpuinfo";

struct Numbered {
  std::string_view number;
  std::string_view name;
};

// Arm cores carry no name, only the numbers of their MIDR register.
constexpr std::array arm_makers{
    Numbered{"0x41", "ARM"},       Numbered{"0x43", "Cavium"},    Numbered{"0x46", "Fujitsu"},
    Numbered{"0x48", "HiSilicon"}, Numbered{"0x4e", "NVIDIA"},    Numbered{"0x51", "Qualcomm"},
    Numbered{"0x61", "Apple"},     Numbered{"0x6d", "Microsoft"}, Numbered{"0xc0", "Ampere"},
};
constexpr std::array arm_cores{
    Numbered{"0xd03", "Cortex-A53"},  Numbered{"0xd05", "Cortex-A55"},  Numbered{"0xd07", "Cortex-A57"},
    Numbered{"0xd08", "Cortex-A72"},  Numbered{"0xd0b", "Cortex-A76"},  Numbered{"0xd0c", "Neoverse-N1"},
    Numbered{"0xd40", "Neoverse-V1"}, Numbered{"0xd49", "Neoverse-N2"}, Numbered{"0xd4f", "Neoverse-V2"},
    Numbered{"0xd84", "Neoverse-V3"}, Numbered{"0xd8e", "Neoverse-N3"},
};

/// The name behind a number, or the number itself.
template <std::size_t Size>
std::string name_of(const std::array<Numbered, Size>& table, const std::string& number) {
  const auto found = std::ranges::find(table, std::string_view(number), &Numbered::number);
  return found == table.end() ? number : std::string(found->name);
}

Reading model_of(const Reading& text) {
  auto model = field_of(text, "model name", cpuinfo);
  if (model.value || !text.value) return model;
  const auto maker = field_in(*text.value, "CPU implementer");
  const auto part = field_in(*text.value, "CPU part");
  if (!maker || !part) return model;
  // The table of cores is that of Arm's own designs; other makers use the same numbers for theirs.
  return present(name_of(arm_makers, *maker) + " " + (*maker == "0x41" ? name_of(arm_cores, *part) : *part));
}

Reading vendor_of(const Reading& text) {
  auto vendor = field_of(text, "vendor_id", cpuinfo);
  if (vendor.value || !text.value) return vendor;
  const auto maker = field_in(*text.value, "CPU implementer");
  return maker ? present(name_of(arm_makers, *maker)) : vendor;
}

/// The first of two fields that is there: x86 and Arm name the same thing differently.
Reading either_of(const Reading& text, std::string_view x86, std::string_view arm) {
  auto first = field_of(text, x86, cpuinfo);
  if (first.value) return first;
  auto second = field_of(text, arm, cpuinfo);
  return second.value ? second : first;
}

/// Instruction sets that libraries choose code by, and what says whether the cycle counter can be trusted.
Reading flags_of(const Reading& text) {
  constexpr std::array telling{"sse4_2", "popcnt",       "avx",         "avx2",      "fma",      "bmi2",     "erms",
                               "fsrm",   "avx512f",      "avx512bw",    "avx512vl",  "avx_vnni", "amx_tile", "aes",
                               "asimd",  "asimddp",      "atomics",     "crc32",     "sve",      "sve2",     "lrcpc",
                               "mops",   "constant_tsc", "nonstop_tsc", "hypervisor"};
  const auto all = either_of(text, "flags", "Features");
  if (!all.value) return all;
  const auto words = words_of(*all.value);
  std::vector<std::string> found;
  for (const auto* flag : telling) {
    if (std::ranges::find(words, flag) != words.end()) found.emplace_back(flag);
  }
  return present_or(joined(found), "none of the flags that are looked for");
}

Reading architecture() {
  utsname names{};
  return uname(&names) == 0 ? present(names.machine) : absent("uname failed");
}

}  // namespace

Reading cpuinfo_of(const MachineFiles& files, int cpu) {
  auto text = files.read(cpuinfo);
  if (!text.value) return text;
  std::string first;
  for (std::string_view rest = *text.value; !rest.empty();) {
    const auto end = std::min(rest.find("\n\n"), rest.size());
    const std::string block(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 2, rest.size()));
    if (field_in(block, "processor") == std::to_string(cpu)) return present(block);
    if (first.empty()) first = block;
  }
  return present(first);
}

Facts cpu_facts(const MachineFiles& files, int cpu) {
  const auto text = cpuinfo_of(files, cpu);
  return {
      to_fact("cpu", "model", model_of(text)),
      to_fact("cpu", "vendor", vendor_of(text)),
      to_fact("cpu", "family", either_of(text, "cpu family", "CPU architecture")),
      to_fact("cpu", "model_number", either_of(text, "model", "CPU part")),
      to_fact("cpu", "stepping", either_of(text, "stepping", "CPU revision")),
      to_fact("cpu", "microcode", field_of(text, "microcode", cpuinfo)),
      to_fact("cpu", "flags", flags_of(text)),
      to_fact("cpu", "architecture", architecture()),
  };
}

Facts core_facts(const std::vector<double>& readings) {
  if (readings.empty()) {
    const auto unread = absent("the core's width was not read");
    return {to_fact("core", "full_width", unread), to_fact("core", "own_share", unread)};
  }
  const auto core = core_width_of(readings);
  return {to_fact("core", "full_width", present(fmt::format("{:.2f}", core.full))),
          to_fact("core", "own_share", present(fmt::format("{:.3f}", core.own_share)))};
}

}  // namespace memlore::system
