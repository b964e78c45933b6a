#pragma once

// How each noun of a run looks in JSON. Internal to the files that define encode and decode.

#include <nlohmann/json.hpp>
#include <utility>

#include "harness/model/json/json_words.h"
#include "harness/model/record/calibration.h"
#include "harness/model/record/job.h"
#include "harness/model/record/run.h"

namespace memlore {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Warning, code, message)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Level, value, label, tier)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Factor, name, unit, levels)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Coordinate, factor, value, label)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FieldLayout, name, offset_bytes, size_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Layout, type, size_bytes, alignment_bytes, fields)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Hypothesis, contender, baseline, metric, relation, threshold, statement)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Arm, name, description, has_kernel, not_built, layouts)

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(KnownAnswer, pass, metric, arm, less, point, expected, tolerance, question)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnswerOutcome, answer, experiment, point, source, counted, word, reason)

MEMLORE_JSON_OF_GROWN_TYPE(Experiment, (id, claim, source, operation, factors, arms, hypotheses, passes, caveats),
                           (answers))

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LibraryVersion, name, version)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Catalogue, schema_version, experiments, libraries)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Profile, name, purpose, tier, half_width, fewest_processes, most_processes, rounds,
                                   block, time_cap, simulate_budget, passes)

MEMLORE_JSON_OF_GROWN_TYPE(Timekeeping, (resolution_ns, reading_ns, quiet_ns), (core_width))

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlannedArm, name, copy, iterations, operations, period, iteration_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ProcessPlan, index, layout, environment_bytes, stack_offset_bytes, seed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LeftOut, experiment, point, arm, pass, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BlockOrder, round, arm)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Calibration, cell, arm, iterations, operations, period, iteration_ns, setup_ns)

inline void to_json(Json& out, const Observation& observation) {
  out = {{"cell", observation.cell},
         {"arm", observation.arm},
         {"pass", observation.pass},
         {"metric", observation.metric},
         {"value", observation.value},
         {"unavailable", observation.unavailable},
         {"source", observation.source},
         {"counter", observation.counter},
         {"resolution", observation.resolution},
         {"running_share", observation.running_share},
         {"event", observation.event},
         {"enabled_ns", observation.enabled_ns},
         {"running_ns", observation.running_ns}};
}

inline void from_json(const Json& in, Observation& observation) {
  in.at("cell").get_to(observation.cell);
  in.at("arm").get_to(observation.arm);
  in.at("pass").get_to(observation.pass);
  in.at("metric").get_to(observation.metric);
  in.at("value").get_to(observation.value);
  in.at("unavailable").get_to(observation.unavailable);
  in.at("source").get_to(observation.source);
  in.at("running_share").get_to(observation.running_share);
  observation.counter = in.contains("counter") ? in["counter"].get<CounterSource>()
                                               : derived_source(observation.pass, observation.source);
  get_optional(in, "resolution", observation.resolution);
  get_optional(in, "event", observation.event);
  get_optional(in, "enabled_ns", observation.enabled_ns);
  get_optional(in, "running_ns", observation.running_ns);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Fault, experiment, point, arm, kind, detail)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Fact, topic, name, value, absent)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Cache, level, size_bytes, ways, line_bytes, shared_by)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Environment, machine, facts, caches)

MEMLORE_JSON_OF_GROWN_TYPE(WorkerUsage,
                           (process, wall_ns, setup_ns, timed_ns, code_address, heap_address, stack_address),
                           (waiting_ns, worker))

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ParentUsage, wall_ns, cpu_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CounterStatus, metric, event, hardware, unavailable)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, id, title, severity, found, effect, remedy)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunIdentity, id, created, command_line)
// A point is its list of coordinates: one level of nesting less for people who read the file.
inline void to_json(Json& out, const Point& point) { out = point.coordinates; }
inline void from_json(const Json& in, Point& point) { in.get_to(point.coordinates); }

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Cell, experiment, point, arms, setup_ns, block_ns)

MEMLORE_JSON_OF_GROWN_TYPE(Plan, (seed, profile, timekeeping, cells, processes, left_out), (events))

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(JobCell, index, cell, blocks)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Job, task, process, worker, stack_offset_bytes, seed, block_ns, core_width, cpu,
                                   spare_cpus, cpus, events, most_instructions, counters, cells)

// A million blocks are stored as one array a field: a tenth of the text of a million objects, and as much faster to
// read.
inline void to_json(Json& out, const Series& series) {
  auto column = [&](auto member) {
    Json values = Json::array();
    for (const auto& block : series.blocks) values.push_back(block.*member);
    return values;
  };
  out = {{"cell", series.cell},
         {"arm", series.arm},
         {"process", series.process},
         {"worker", series.worker},
         {"iterations", series.iterations},
         {"round", column(&Block::round)},
         {"order", column(&Block::order)},
         {"start_ns", column(&Block::start_ns)},
         {"elapsed_ns", column(&Block::elapsed_ns)},
         {"cpu", column(&Block::cpu)},
         {"switches", column(&Block::switches)},
         {"faults", column(&Block::faults)},
         {"waited_ns", column(&Block::waited_ns)},
         {"stolen_ns", column(&Block::stolen_ns)},
         {"width_before", column(&Block::width_before)},
         {"width_after", column(&Block::width_after)}};
}

inline void from_json(const Json& in, Series& series) {
  in.at("cell").get_to(series.cell);
  in.at("arm").get_to(series.arm);
  in.at("process").get_to(series.process);
  get_optional(in, "worker", series.worker);
  in.at("iterations").get_to(series.iterations);
  series.blocks.resize(in.at("round").size());
  auto column = [&](const char* name, auto member) {
    const auto& values = in.at(name);
    if (!values.is_array() || values.size() != series.blocks.size()) {
      throw InputError(std::string("column '") + name + "' of a series is not an array as long as its column 'round'");
    }
    for (std::size_t i = 0; i < values.size(); ++i) values[i].get_to(series.blocks[i].*member);
  };
  column("round", &Block::round);
  column("order", &Block::order);
  column("start_ns", &Block::start_ns);
  column("elapsed_ns", &Block::elapsed_ns);
  column("switches", &Block::switches);
  column("faults", &Block::faults);
  column("waited_ns", &Block::waited_ns);
  column("stolen_ns", &Block::stolen_ns);
  if (in.contains("cpu")) column("cpu", &Block::cpu);  // Not in a record of a time when there was one a run.
  if (!in.contains("width_before")) return;            // A record of before it was read.
  column("width_before", &Block::width_before);
  column("width_after", &Block::width_after);
}

MEMLORE_JSON_OF_GROWN_TYPE(Run,
                           (identity, environment, experiments, plan, series, observations, faults, counters, usage,
                            parent, complete),
                           (answers, findings, damaged_lines))

}  // namespace memlore
