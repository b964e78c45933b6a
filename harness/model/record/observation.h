#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/catalogue/metric.h"
#include "harness/model/catalogue/pass.h"
#include "harness/model/record/counter_source.h"

namespace memlore {

/// One figure of a pass other than time: a value, or the reason why there is none. Never a zero that means "absent".
struct Observation {
  int cell = 0;
  int arm = 0;  ///< Index into the cell's arms.
  Pass pass = Pass::count;
  Metric metric = Metric::instructions_per_op;
  std::optional<double> value;  ///< In the metric's unit.
  std::string unavailable;      ///< Why there is no value; empty when there is one.
  std::string source;           ///< What counted, in words: `callgrind D1=32768,8,64 …`, `perf_event, user mode`.
  CounterSource counter = CounterSource::perf_software;  ///< What counted.
  std::string event{};                                   ///< Of a kernel counter: the event's name; empty otherwise.
  int repeat = 0;               ///< Of a pass that observes an arm in several fresh processes: which of them, from 0.
  double running_share = 1;     ///< Of the time, how much the counter was scheduled; under 0.99 the value is flagged.
  std::int64_t enabled_ns = 0;  ///< Of a kernel counter: how long it was asked for, over both lengths; 0 otherwise.
  std::int64_t running_ns = 0;  ///< How much of that it was on the PMU.
  /// A count below this, in the metric's unit, could not be told from none and is reported as 0; 0: nothing is below
  /// it.
  double resolution = 0;

  bool operator==(const Observation&) const = default;
};

}  // namespace memlore
