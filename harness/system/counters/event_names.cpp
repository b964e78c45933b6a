#include "harness/system/counters/event_names.h"

#include <fmt/format.h>
#include <linux/perf_event.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "harness/model/text/input_error.h"
#include "harness/system/counters/libpfm_names.h"
#include "harness/system/counters/pmu.h"
#include "harness/system/counters/pmu_terms.h"

namespace memlore::system {
namespace {

struct GenericName {
  std::string_view name;
  std::uint32_t type;
  std::uint64_t config;
  Metric metric = Metric::event_per_op;
};

constexpr auto hardware = PERF_TYPE_HARDWARE;
constexpr auto software = PERF_TYPE_SOFTWARE;

constexpr std::array generic_names{
    GenericName{"cycles", hardware, PERF_COUNT_HW_CPU_CYCLES, Metric::cycles_per_op},
    GenericName{"cpu-cycles", hardware, PERF_COUNT_HW_CPU_CYCLES, Metric::cycles_per_op},
    GenericName{"instructions", hardware, PERF_COUNT_HW_INSTRUCTIONS, Metric::instructions_per_op},
    GenericName{"cache-references", hardware, PERF_COUNT_HW_CACHE_REFERENCES},
    GenericName{"cache-misses", hardware, PERF_COUNT_HW_CACHE_MISSES, Metric::cache_misses_per_op},
    GenericName{"branches", hardware, PERF_COUNT_HW_BRANCH_INSTRUCTIONS},
    GenericName{"branch-instructions", hardware, PERF_COUNT_HW_BRANCH_INSTRUCTIONS},
    GenericName{"branch-misses", hardware, PERF_COUNT_HW_BRANCH_MISSES, Metric::branch_misses_per_op},
    GenericName{"bus-cycles", hardware, PERF_COUNT_HW_BUS_CYCLES},
    GenericName{"ref-cycles", hardware, PERF_COUNT_HW_REF_CPU_CYCLES},
    GenericName{"stalled-cycles-frontend", hardware, PERF_COUNT_HW_STALLED_CYCLES_FRONTEND},
    GenericName{"stalled-cycles-backend", hardware, PERF_COUNT_HW_STALLED_CYCLES_BACKEND},
    GenericName{"page-faults", software, PERF_COUNT_SW_PAGE_FAULTS, Metric::page_faults_per_op},
    GenericName{"faults", software, PERF_COUNT_SW_PAGE_FAULTS, Metric::page_faults_per_op},
    GenericName{"minor-faults", software, PERF_COUNT_SW_PAGE_FAULTS_MIN},
    GenericName{"major-faults", software, PERF_COUNT_SW_PAGE_FAULTS_MAJ},
    GenericName{"alignment-faults", software, PERF_COUNT_SW_ALIGNMENT_FAULTS},
    GenericName{"emulation-faults", software, PERF_COUNT_SW_EMULATION_FAULTS},
    GenericName{"context-switches", software, PERF_COUNT_SW_CONTEXT_SWITCHES, Metric::context_switches},
    GenericName{"cs", software, PERF_COUNT_SW_CONTEXT_SWITCHES, Metric::context_switches},
    GenericName{"cpu-migrations", software, PERF_COUNT_SW_CPU_MIGRATIONS, Metric::migrations},
    GenericName{"migrations", software, PERF_COUNT_SW_CPU_MIGRATIONS, Metric::migrations},
    GenericName{"task-clock", software, PERF_COUNT_SW_TASK_CLOCK, Metric::task_clock_per_op},
    GenericName{"cpu-clock", software, PERF_COUNT_SW_CPU_CLOCK},
};

/// Parts of a cache event's name in the order of the kernel's numbers.
constexpr std::array<std::string_view, 7> cache_names{"L1-dcache", "L1-icache", "LLC", "dTLB",
                                                      "iTLB",      "branch",    "node"};
constexpr std::array<std::string_view, 3> access_names{"load", "store", "prefetch"};

Metric metric_of_cache_event(std::string_view name) {
  if (name == "L1-dcache-loads") return Metric::l1_data_loads_per_op;
  if (name == "L1-dcache-load-misses") return Metric::l1_data_load_misses_per_op;
  if (name == "LLC-load-misses") return Metric::last_level_load_misses_per_op;
  if (name == "dTLB-load-misses") return Metric::data_tlb_load_misses_per_op;
  return Metric::event_per_op;
}

std::optional<PerfEvent> generic_event(std::string_view name) {
  const auto found = std::ranges::find(generic_names, name, &GenericName::name);
  if (found == generic_names.end()) return std::nullopt;
  return PerfEvent{.name = std::string(name),
                   .metric = found->metric,
                   .type = found->type,
                   .config = found->config,
                   .hardware = found->type == hardware};
}

/// `L1-dcache-loads`, `dTLB-store-misses`, `node-prefetches`.
std::optional<PerfEvent> cache_event(std::string_view name) {
  constexpr int access_shift = 8;
  constexpr int result_shift = 16;
  for (std::size_t cache = 0; cache < cache_names.size(); ++cache) {
    for (std::size_t access = 0; access < access_names.size(); ++access) {
      const auto stem = fmt::format("{}-{}", cache_names[cache], access_names[access]);
      const bool misses = name == stem + "-misses";
      if (!misses && name != stem + (access == 2 ? "es" : "s")) continue;
      const std::uint64_t result = misses ? PERF_COUNT_HW_CACHE_RESULT_MISS : PERF_COUNT_HW_CACHE_RESULT_ACCESS;
      return PerfEvent{.name = std::string(name),
                       .metric = metric_of_cache_event(name),
                       .type = PERF_TYPE_HW_CACHE,
                       .config = cache | access << access_shift | result << result_shift};
    }
  }
  return std::nullopt;
}

std::optional<PerfEvent> raw_event(std::string_view name) {
  if (name.size() < 2 || name.front() != 'r') return std::nullopt;
  std::uint64_t config = 0;
  const auto* end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data() + 1, end, config, 16);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return PerfEvent{.name = std::string(name), .type = PERF_TYPE_RAW, .config = config};
}

}  // namespace

PerfEvent event_named(std::string_view name, const EventLookup& lookup) {
  const auto pmus = core_pmus(lookup.files);
  for (const auto kind : {generic_event, cache_event, raw_event}) {
    if (auto event = kind(name)) {
      bind_to_pmu(*event, pmus, lookup.cpu);
      return *event;
    }
  }
  if (name.find('/') != std::string_view::npos) return event_of_terms(name, lookup.files, pmu_of_cpu(pmus, lookup.cpu));
  if (auto event = libpfm_event(name)) return *event;
  throw InputError(
      fmt::format("unknown event '{}': known are the names of 'perf list' (cycles, L1-dcache-load-misses), "
                  "rNNN, pmu/term=…/{}",
                  name, libpfm_says()));
}

std::vector<PerfEvent> counted_events(const EventLookup& lookup, const std::vector<std::string>& more) {
  std::vector<std::string> names{"cycles",          "instructions",          "cache-misses",    "branch-misses",
                                 "L1-dcache-loads", "L1-dcache-load-misses", "LLC-load-misses", "dTLB-load-misses",
                                 "page-faults",     "context-switches",      "cpu-migrations",  "task-clock"};
  names.insert(names.end(), more.begin(), more.end());
  std::vector<PerfEvent> events;
  for (const auto& name : names) {
    auto event = event_named(name, lookup);
    const bool known = std::ranges::any_of(events, [&](const PerfEvent& each) {
      return each.name == event.name || (each.metric == event.metric && event.metric != Metric::event_per_op);
    });
    if (!known) events.push_back(std::move(event));
  }
  return events;
}

std::vector<std::string> split_event_names(std::string_view list) {
  std::vector<std::string> names(1);
  bool in_terms = false;
  for (const char each : list) {
    if (each == '/') in_terms = !in_terms;
    if (each == ',' && !in_terms) {
      names.emplace_back();
    } else {
      names.back() += each;
    }
  }
  if (in_terms) throw InputError(fmt::format("--events {}: a '/' that opens terms is not closed", list));
  if (std::ranges::any_of(names, &std::string::empty)) {
    throw InputError(fmt::format("--events '{}': an empty name; events are separated by single commas", list));
  }
  return names;
}

}  // namespace memlore::system
