#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/model/metric.h"
#include "harness/model/pass.h"

namespace memlore {

/// One figure of a pass other than time: a value, or the reason why there is none. Never a zero that means "absent".
struct Observation {
  int cell = 0;
  int arm = 0;  ///< Index into the cell's arms.
  Pass pass = Pass::count;
  Metric metric = Metric::instructions_per_op;
  std::optional<double> value;  ///< In the metric's unit.
  std::string unavailable;      ///< Why there is no value; empty when there is one.
  std::string source;           ///< What counted: `callgrind D1=32768,8,64 …`, `perf_event, user mode`.
  double running_share =
      1;  ///< Share of the time that the counter was scheduled; under 0.99 the value is scaled and flagged.

  std::string event{};          ///< Of a kernel counter: the event's name; empty otherwise.
  std::int64_t enabled_ns = 0;  ///< Of a kernel counter: how long it was asked for, over both lengths; 0 otherwise.
  std::int64_t running_ns = 0;  ///< How much of that it was on the PMU.

  bool operator==(const Observation&) const = default;
};

}  // namespace memlore
