#include "harness/system/counters/pmu.h"

#include <fmt/format.h>
#include <linux/perf_event.h>

#include <algorithm>

#include "harness/system/cpus/cpu_list.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

/// The kernel's PERF_HW_EVENT extended type: the PMU's number above the generic event's.
constexpr int extended_type_shift = 32;

bool serves(const CorePmu& pmu, int cpu) {
  return cpu < 0 || pmu.cpus.empty() || std::ranges::binary_search(pmu.cpus, cpu);
}

}  // namespace

std::vector<CorePmu> core_pmus(const MachineFiles& files) {
  std::vector<CorePmu> pmus;
  for (const auto& name : files.names_in(pmu_folder)) {
    const auto folder = fmt::format("{}/{}", pmu_folder, name);
    const auto cpus = files.read(folder + "/cpus");
    if (name != "cpu" && !cpus.value) continue;
    const auto type = to_integer(files.read(folder + "/type").value.value_or(""));
    if (!type) continue;
    pmus.push_back(
        {.name = name, .type = static_cast<std::uint32_t>(*type), .cpus = parse_cpu_list(cpus.value.value_or(""))});
  }
  return pmus;
}

std::optional<CorePmu> pmu_of_cpu(const std::vector<CorePmu>& pmus, int cpu) {
  const auto found = std::ranges::find_if(pmus, [&](const CorePmu& pmu) { return serves(pmu, cpu); });
  return found == pmus.end() ? std::nullopt : std::optional(*found);
}

void bind_to_pmu(PerfEvent& event, const std::vector<CorePmu>& pmus, int cpu) {
  if (!event.hardware || pmus.empty()) return;
  const auto pmu = pmu_of_cpu(pmus, cpu);
  if (!pmu) {
    event.missing =
        fmt::format("no PMU serves CPU {}; {} serves {}", cpu, pmus.front().name, format_cpu_list(pmus.front().cpus));
  } else if (event.type == PERF_TYPE_RAW) {
    event.type = pmu->type;
  } else if (pmus.size() > 1 && (event.type == PERF_TYPE_HARDWARE || event.type == PERF_TYPE_HW_CACHE)) {
    event.config |= std::uint64_t{pmu->type} << extended_type_shift;
  }
}

}  // namespace memlore::system
