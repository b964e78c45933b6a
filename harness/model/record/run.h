#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/catalogue/known_answer.h"
#include "harness/model/conclusions/finding.h"
#include "harness/model/record/block.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/fault.h"
#include "harness/model/record/observation.h"
#include "harness/model/record/plan.h"

namespace memlore {

/// Schema of run.json. Raised when a reader of the old one would misread the new one.
inline constexpr int run_schema_version = 3;

/// Where the time of one worker went.
struct WorkerUsage {
  int process = 0;
  std::int64_t wall_ns = 0;   ///< From the first cell to the last.
  std::int64_t setup_ns = 0;  ///< Preparing, checking and warming the arms.
  std::int64_t timed_ns = 0;  ///< Inside timed blocks.
  /// Where the kernel put this process's code, heap and stack: the draw of address space layout randomisation.
  /// Distances from the page boundary repeat with the layout and the offsets; the rest is the kernel's draw.
  std::uint64_t code_address = 0;
  std::uint64_t heap_address = 0;
  std::uint64_t stack_address = 0;
  std::int64_t waiting_ns = 0;  ///< For a core without neighbours.
  int worker = 0;               ///< As in its series.

  bool operator==(const WorkerUsage&) const = default;
};

/// What the watching cost while workers were timed.
struct ParentUsage {
  std::int64_t wall_ns = 0;
  std::int64_t cpu_ns = 0;  ///< Processor time of the parent in that time.

  bool operator==(const ParentUsage&) const = default;
};

/// Whether an event of the count pass can be had on this machine at all.
struct CounterStatus {
  Metric metric = Metric::cycles_per_op;
  std::string event;  ///< The kernel's name of it.
  bool hardware = false;
  std::string unavailable;  ///< Why it cannot be had, with the remedy; empty when it can.

  bool operator==(const CounterStatus&) const = default;
};

/// What identifies a run.
struct RunIdentity {
  std::string id;       ///< `20260131T101500Z-quick-1f`, unique on its machine.
  std::string created;  ///< UTC, ISO 8601.
  std::string command_line;

  bool operator==(const RunIdentity&) const = default;
};

/// The raw record: all that was observed, nothing that was concluded. A verdict can be computed from it again any time.
struct Run {
  RunIdentity identity;
  Environment environment;
  std::vector<Experiment> experiments;
  Plan plan;
  std::vector<Series> series;
  std::vector<Observation> observations;
  std::vector<Fault> faults;
  std::vector<CounterStatus> counters;
  /// What the sources of counts answered to questions with known answers, before the run.
  std::vector<AnswerOutcome> answers{};
  std::vector<WorkerUsage> usage;
  std::vector<ParentUsage> parent;  ///< One for each start of memlore that contributed: more than one after a resume.
  /// What could bend its numbers, as seen before and during the run.
  std::vector<Finding> findings{};
  bool complete = false;  ///< False: interrupted; `--resume` finishes it.
  /// Lines of its journal that were damaged and not used. What they held was observed again where the run was resumed.
  int damaged_lines = 0;

  bool operator==(const Run&) const = default;
};

}  // namespace memlore
