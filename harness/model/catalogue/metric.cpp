#include "harness/model/catalogue/metric.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace memlore {
namespace {

constexpr std::array<MetricTraits, 27> table{{
    {Metric::time_per_op, "time_per_op", "time per operation", "ns", false},
    {Metric::allocations_per_op, "allocations_per_op", "allocations per operation", "allocations", true},
    {Metric::frees_per_op, "frees_per_op", "frees per operation", "frees", true},
    {Metric::allocated_bytes_per_op, "allocated_bytes_per_op", "bytes allocated per operation", "bytes", true},
    {Metric::instructions_per_op, "instructions_per_op", "instructions per operation", "instructions", true},
    {Metric::data_reads_per_op, "data_reads_per_op", "data reads per operation", "reads", true},
    {Metric::data_writes_per_op, "data_writes_per_op", "data writes per operation", "writes", true},
    {Metric::l1_data_misses_per_op, "l1_data_misses_per_op", "first-level data misses per operation", "misses", true},
    {Metric::last_level_misses_per_op, "last_level_misses_per_op", "last-level misses per operation", "misses", true},
    {Metric::conditional_mispredictions_per_op, "conditional_mispredictions_per_op",
     "conditional mispredictions per operation", "mispredictions", true},
    {Metric::indirect_mispredictions_per_op, "indirect_mispredictions_per_op", "indirect mispredictions per operation",
     "mispredictions", true},
    {Metric::cycles_per_op, "cycles_per_op", "cycles per operation", "cycles", false},
    {Metric::cache_misses_per_op, "cache_misses_per_op", "cache misses per operation", "misses", false},
    {Metric::branch_misses_per_op, "branch_misses_per_op", "branch misses per operation", "mispredictions", false},
    {Metric::page_faults_per_op, "page_faults_per_op", "page faults per operation", "faults", false},
    {Metric::context_switches, "context_switches", "context switches", "switches", false},
    {Metric::migrations, "migrations", "migrations between processors", "migrations", false},
    {Metric::task_clock_per_op, "task_clock_per_op", "processor time per operation", "ns", false},
    {Metric::peak_resident_bytes, "peak_resident_bytes", "peak resident memory", "bytes", false},
    {Metric::first_touch_faults, "first_touch_faults", "page faults of building", "faults", false},
    {Metric::size_bytes, "size_bytes", "size of one object", "bytes", true},
    {Metric::peak_live_bytes, "peak_live_bytes", "most bytes alive at once", "bytes", true},
    {Metric::l1_data_loads_per_op, "l1_data_loads_per_op", "first-level data loads per operation", "loads", false},
    {Metric::l1_data_load_misses_per_op, "l1_data_load_misses_per_op", "first-level load misses per operation",
     "misses", false},
    {Metric::last_level_load_misses_per_op, "last_level_load_misses_per_op", "last-level load misses per operation",
     "misses", false},
    {Metric::data_tlb_load_misses_per_op, "data_tlb_load_misses_per_op", "TLB load misses per operation", "misses",
     false},
    {Metric::event_per_op, "event_per_op", "events per operation", "events", false},
}};

}  // namespace

std::span<const MetricTraits> all_metrics() { return table; }

const MetricTraits& traits_of(Metric metric) {
  const auto& traits = table[static_cast<std::size_t>(metric)];
  assert(traits.metric == metric && "the table is in the order of the enumeration");
  return traits;
}

std::optional<Metric> metric_named(std::string_view name) {
  const auto found = std::ranges::find(table, name, &MetricTraits::name);
  if (found == table.end()) return std::nullopt;
  return found->metric;
}

}  // namespace memlore
