#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace memlore {

/// What is measured of an arm. "per_op" is per logical operation, the same number of which every arm of an experiment
/// does.
enum class Metric {
  time_per_op,
  allocations_per_op,
  frees_per_op,
  allocated_bytes_per_op,
  instructions_per_op,
  data_reads_per_op,
  data_writes_per_op,
  l1_data_misses_per_op,
  last_level_misses_per_op,
  conditional_mispredictions_per_op,
  indirect_mispredictions_per_op,
  cycles_per_op,
  cache_misses_per_op,
  branch_misses_per_op,
  page_faults_per_op,
  context_switches,
  migrations,
  task_clock_per_op,
  peak_resident_bytes,
  first_touch_faults,
  size_bytes,
  peak_live_bytes,
  l1_data_loads_per_op,
  l1_data_load_misses_per_op,
  last_level_load_misses_per_op,
  data_tlb_load_misses_per_op,
  event_per_op,
};

/// What readers, records and figures need to know of a metric.
struct MetricTraits {
  Metric metric;
  std::string_view name;   ///< The word used in records.
  std::string_view title;  ///< For people: axis labels and tables.
  std::string_view unit;   ///< `ns`, `bytes`, or what is counted.
  bool exact;  ///< True where the value has no sampling error on a given machine: decided without an interval.
};

/// Every metric, in the order of the enumeration.
std::span<const MetricTraits> all_metrics();

const MetricTraits& traits_of(Metric metric);

/// The metric of that name, or nothing.
std::optional<Metric> metric_named(std::string_view name);

}  // namespace memlore
