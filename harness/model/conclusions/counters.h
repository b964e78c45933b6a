#pragma once

#include <string>
#include <vector>

#include "harness/model/catalogue/known_answer.h"
#include "harness/model/record/run.h"

namespace memlore {

inline constexpr int counters_schema_version = 1;

/// Whether a pass that counts can be made here.
struct PassStatus {
  Pass pass = Pass::count;
  std::string source;       ///< What counts.
  std::string unavailable;  ///< Why the pass cannot be made, with the remedy; empty when it can.

  bool operator==(const PassStatus&) const = default;
};

/// What can be counted on this machine, and whether it was counted rightly.
struct Counters {
  std::string created;  ///< UTC, ISO 8601.
  std::string machine;
  int cpu = -1;  ///< On which the events were tried.
  std::vector<CounterStatus> events;
  std::vector<PassStatus> passes;
  bool self_tested = false;            ///< False: nothing was asked.
  std::vector<AnswerOutcome> answers;  ///< One a question, point and source.

  bool operator==(const Counters&) const = default;
};

}  // namespace memlore
