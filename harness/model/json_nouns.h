#pragma once

// How each noun looks in JSON. Internal to the files that define encode and decode.

#include <array>
#include <chrono>
#include <cmath>
#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "harness/model/input_error.h"
#include "harness/model/job.h"
#include "harness/model/judgement.h"
#include "harness/model/run.h"

namespace nlohmann {

/// The library takes 1.5 and true for the integer 1 and wraps what is too large; reading is stricter than that.
template <std::integral Number>
  requires(!std::same_as<Number, bool>)
struct adl_serializer<Number> {
  static void to_json(json& out, Number value) { nlohmann::to_json(out, value); }
  static void from_json(const json& in, Number& value) {
    if (!in.is_number_integer())
      throw memlore::InputError(std::string("an integer was expected, not ") + in.type_name());
    const bool fits = in.is_number_unsigned() ? std::in_range<Number>(in.get_ref<const json::number_unsigned_t&>())
                                              : std::in_range<Number>(in.get_ref<const json::number_integer_t&>());
    if (!fits) throw memlore::InputError("the integer " + in.dump() + " is out of range");
    nlohmann::from_json(in, value);
  }
};

template <class Value>
struct adl_serializer<std::optional<Value>> {
  static void to_json(json& out, const std::optional<Value>& value) {
    if (value) {
      out = *value;
    } else {
      out = nullptr;
    }
  }
  static void from_json(const json& in, std::optional<Value>& value) {
    if (in.is_null()) {
      value = std::nullopt;
    } else {
      value = in.get<Value>();
    }
  }
};

template <class Count, class Period>
struct adl_serializer<std::chrono::duration<Count, Period>> {
  static void to_json(json& out, const std::chrono::duration<Count, Period>& value) { out = value.count(); }
  static void from_json(const json& in, std::chrono::duration<Count, Period>& value) {
    value = std::chrono::duration<Count, Period>{in.get<Count>()};
  }
};

}  // namespace nlohmann

namespace memlore {

using Json = nlohmann::json;

/// The words of an enumeration, in its own order.
template <class Enumeration>
struct Words;

template <>
struct Words<Tier> {
  static constexpr std::array<std::string_view, 3> list{"smoke", "quick", "full"};
};
template <>
struct Words<Pass> {
  static constexpr std::array<std::string_view, 5> list{"time", "count", "allocate", "simulate", "footprint"};
};
template <>
struct Words<CounterSource> {
  static constexpr auto list = counter_source_names;
};
template <>
struct Words<Task> {
  static constexpr std::array<std::string_view, 6> list{"calibrate", "time",     "count",
                                                        "allocate",  "simulate", "footprint"};
};
template <>
struct Words<Severity> {
  static constexpr std::array<std::string_view, 5> list{"unknown", "ok", "note", "warning", "severe"};
};
template <>
struct Words<Relation> {
  static constexpr std::array<std::string_view, 3> list{"at_least", "at_most", "equivalent"};
};
template <>
struct Words<AnswerWord> {
  static constexpr std::array<std::string_view, 3> list{"right", "wrong", "not_available"};
};
template <>
struct Words<Decision> {
  static constexpr std::array<std::string_view, 4> list{"greater", "less", "equivalent", "inconclusive"};
};
template <>
struct Words<Stance> {
  static constexpr std::array<std::string_view, 3> list{"supports", "contradicts", "undecided"};
};
template <>
struct Words<Sign> {
  static constexpr std::array<std::string_view, 3> list{"less", "same", "more"};
};
template <>
struct Words<VerdictWord> {
  static constexpr std::array<std::string_view, 5> list{"holds", "refuted", "depends", "inconclusive", "invalid"};
};

template <class Enumeration>
concept Worded = requires { Words<Enumeration>::list; };

/// The library's own complaint names a reference type; people who read the file know words and numbers.
inline const std::string& word_in(const Json& in) {
  if (!in.is_string()) throw InputError(std::string("a word was expected, not ") + in.type_name());
  return in.get_ref<const std::string&>();
}

template <Worded Enumeration>
void to_json(Json& out, const Enumeration& value) {
  out = Words<Enumeration>::list.at(static_cast<std::size_t>(value));
}

template <Worded Enumeration>
void from_json(const Json& in, Enumeration& value) {
  const auto& word = word_in(in);
  const auto& list = Words<Enumeration>::list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == word) {
      value = static_cast<Enumeration>(i);
      return;
    }
  }
  std::string known;
  for (const auto& each : list) known += (known.empty() ? "" : ", ") + std::string(each);
  throw InputError("unknown word '" + word + "'; known: " + known);
}

inline void to_json(Json& out, const Metric& metric) { out = traits_of(metric).name; }

inline void from_json(const Json& in, Metric& metric) {
  const auto& word = word_in(in);
  const auto found = metric_named(word);
  if (!found) throw InputError("unknown metric '" + word + "'");
  metric = *found;
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Warning, code, message)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Level, value, label, tier)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Factor, name, unit, levels)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Coordinate, factor, value, label)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(FieldLayout, name, offset_bytes, size_bytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Layout, type, size_bytes, alignment_bytes, fields)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Hypothesis, contender, baseline, metric, relation, threshold, statement)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Arm, name, description, has_kernel, not_built, layouts)

/// A field that records of an earlier program do not have: absent, it keeps its default.
template <class Field>
void get_optional(const Json& in, const char* name, Field& field) {
  if (const auto found = in.find(name); found != in.end()) found->get_to(field);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(KnownAnswer, pass, metric, arm, less, point, expected, tolerance, question)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AnswerOutcome, answer, experiment, point, source, counted, word, reason)

inline void to_json(Json& out, const Experiment& experiment) {
  out = {{"id", experiment.id},
         {"claim", experiment.claim},
         {"source", experiment.source},
         {"operation", experiment.operation},
         {"factors", experiment.factors},
         {"arms", experiment.arms},
         {"hypotheses", experiment.hypotheses},
         {"passes", experiment.passes},
         {"caveats", experiment.caveats},
         {"answers", experiment.answers}};
}

inline void from_json(const Json& in, Experiment& experiment) {
  in.at("id").get_to(experiment.id);
  in.at("claim").get_to(experiment.claim);
  in.at("source").get_to(experiment.source);
  in.at("operation").get_to(experiment.operation);
  in.at("factors").get_to(experiment.factors);
  in.at("arms").get_to(experiment.arms);
  in.at("hypotheses").get_to(experiment.hypotheses);
  in.at("passes").get_to(experiment.passes);
  in.at("caveats").get_to(experiment.caveats);
  get_optional(in, "answers", experiment.answers);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LibraryVersion, name, version)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Catalogue, schema_version, experiments, libraries)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Profile, name, purpose, tier, half_width, fewest_invocations, most_invocations,
                                   rounds, block, time_cap, simulate_budget, passes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Timekeeping, resolution_ns, reading_ns, quiet_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PlannedArm, name, copy, iterations, operations, period, iteration_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(InvocationPlan, index, layout, environment_bytes, stack_offset_bytes, seed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(LeftOut, experiment, point, arm, pass, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(BlockOrder, round, arm)

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
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(WorkerUsage, invocation, wall_ns, setup_ns, timed_ns, code_address, heap_address,
                                   stack_address)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ParentUsage, wall_ns, cpu_ns)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CounterStatus, metric, event, hardware, unavailable)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, id, title, severity, found, effect, remedy)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RunIdentity, id, created, command_line)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Reason, code, message)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CountedPair, contender, baseline, sign)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Crossing, at, low, high, slices)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Turn, factor, below, above, agreement, crossing)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Spread, layout, invocation, round, dominant, layouts)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RoundCount, measured, set_aside)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ErrorBudget, family_error, interval_level, timed_claims, selected_claims)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(NoiseFloor, ratio, median_ratio, inflation, controls)

// A point is its list of coordinates: one level of nesting less for people who read the file.
inline void to_json(Json& out, const Point& point) { out = point.coordinates; }
inline void from_json(const Json& in, Point& point) { in.get_to(point.coordinates); }

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Cell, experiment, point, arms, setup_ns, block_ns)

inline void to_json(Json& out, const Plan& plan) {
  out = {{"seed", plan.seed},    {"profile", plan.profile},         {"timekeeping", plan.timekeeping},
         {"cells", plan.cells},  {"invocations", plan.invocations}, {"left_out", plan.left_out},
         {"events", plan.events}};
}

inline void from_json(const Json& in, Plan& plan) {
  in.at("seed").get_to(plan.seed);
  in.at("profile").get_to(plan.profile);
  in.at("timekeeping").get_to(plan.timekeeping);
  in.at("cells").get_to(plan.cells);
  in.at("invocations").get_to(plan.invocations);
  in.at("left_out").get_to(plan.left_out);
  get_optional(in, "events", plan.events);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(JobCell, index, cell, blocks)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Job, task, invocation, stack_offset_bytes, seed, block_ns, cpu, cpus, events,
                                   most_instructions, counters, cells)

/// An end of an interval: null where the interval has no end on that side.
inline Json bound_to_json(double bound) { return std::isfinite(bound) ? Json(bound) : Json(nullptr); }
inline double bound_from_json(const Json& in, double unbounded) { return in.is_null() ? unbounded : in.get<double>(); }
inline constexpr double infinity = std::numeric_limits<double>::infinity();

inline void to_json(Json& out, const Estimate& estimate) {
  out = {{"value", bound_to_json(estimate.value)},
         {"low", bound_to_json(estimate.low)},
         {"high", bound_to_json(estimate.high)},
         {"level", estimate.level},
         {"n", estimate.n},
         {"warnings", estimate.warnings}};
}

inline void from_json(const Json& in, Estimate& estimate) {
  estimate.value = bound_from_json(in.at("value"), infinity);
  // Something over nothing is exact: its ends lie where it lies.
  estimate.low = bound_from_json(in.at("low"), std::isfinite(estimate.value) ? -infinity : infinity);
  estimate.high = bound_from_json(in.at("high"), infinity);
  in.at("level").get_to(estimate.level);
  in.at("n").get_to(estimate.n);
  in.at("warnings").get_to(estimate.warnings);
}

inline void to_json(Json& out, const Comparison& comparison) {
  out = {{"point", comparison.point},
         {"key", comparison.point.key()},
         {"estimate", comparison.estimate},
         {"low_95", bound_to_json(comparison.low_95)},
         {"high_95", bound_to_json(comparison.high_95)},
         {"contender", comparison.contender},
         {"baseline", comparison.baseline},
         {"noise_floor", comparison.noise_floor},
         {"error", comparison.error},
         {"spread", comparison.spread},
         {"rounds", comparison.rounds},
         {"slowed", comparison.slowed},
         {"decision", comparison.decision},
         {"stance", comparison.stance},
         {"reason", comparison.reason}};
}

inline void from_json(const Json& in, Comparison& comparison) {
  in.at("point").get_to(comparison.point);
  in.at("estimate").get_to(comparison.estimate);
  comparison.low_95 = bound_from_json(in.at("low_95"), std::isfinite(comparison.estimate.value) ? -infinity : infinity);
  comparison.high_95 = bound_from_json(in.at("high_95"), infinity);
  in.at("contender").get_to(comparison.contender);
  in.at("baseline").get_to(comparison.baseline);
  in.at("noise_floor").get_to(comparison.noise_floor);
  in.at("error").get_to(comparison.error);
  in.at("spread").get_to(comparison.spread);
  in.at("rounds").get_to(comparison.rounds);
  get_optional(in, "slowed", comparison.slowed);
  in.at("decision").get_to(comparison.decision);
  in.at("stance").get_to(comparison.stance);
  in.at("reason").get_to(comparison.reason);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CountAgreement, point, metric, hardware, simulated, simulator, agree)

inline void to_json(Json& out, const Verdict& verdict) {
  out = {{"word", verdict.word}, {"reason", verdict.reason}, {"warnings", verdict.warnings}};
}

inline void from_json(const Json& in, Verdict& verdict) {
  in.at("word").get_to(verdict.word);
  in.at("reason").get_to(verdict.reason);
  if (in.contains("warnings")) in["warnings"].get_to(verdict.warnings);
}

inline void to_json(Json& out, const HypothesisJudgement& judged) {
  out = {{"hypothesis", judged.hypothesis},
         {"verdict", judged.verdict},
         {"turn", judged.turn},
         {"comparisons", judged.comparisons},
         {"counts", judged.counts}};
}

inline void from_json(const Json& in, HypothesisJudgement& judged) {
  in.at("hypothesis").get_to(judged.hypothesis);
  in.at("verdict").get_to(judged.verdict);
  in.at("turn").get_to(judged.turn);
  in.at("comparisons").get_to(judged.comparisons);
  if (in.contains("counts")) in["counts"].get_to(judged.counts);
}

inline void to_json(Json& out, const Summary& summary) {
  out = {{"point", summary.point},           {"arm", summary.arm},
         {"metric", summary.metric},         {"estimate", summary.estimate},
         {"source", summary.source},         {"counter", summary.counter},
         {"resolution", summary.resolution}, {"unavailable", summary.unavailable}};
}

inline void from_json(const Json& in, Summary& summary) {
  in.at("point").get_to(summary.point);
  in.at("arm").get_to(summary.arm);
  in.at("metric").get_to(summary.metric);
  in.at("estimate").get_to(summary.estimate);
  in.at("source").get_to(summary.source);
  in.at("unavailable").get_to(summary.unavailable);
  summary.resolution = in.value("resolution", 0.0);
  if (in.contains("counter")) in["counter"].get_to(summary.counter);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ClaimJudgement, experiment, verdict, hypotheses, summaries, left_out, faults)

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
         {"invocation", series.invocation},
         {"iterations", series.iterations},
         {"round", column(&Block::round)},
         {"order", column(&Block::order)},
         {"start_ns", column(&Block::start_ns)},
         {"elapsed_ns", column(&Block::elapsed_ns)},
         {"switches", column(&Block::switches)},
         {"faults", column(&Block::faults)},
         {"waited_ns", column(&Block::waited_ns)},
         {"stolen_ns", column(&Block::stolen_ns)}};
}

inline void from_json(const Json& in, Series& series) {
  in.at("cell").get_to(series.cell);
  in.at("arm").get_to(series.arm);
  in.at("invocation").get_to(series.invocation);
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
}

inline void to_json(Json& out, const Run& run) {
  out = {{"identity", run.identity}, {"environment", run.environment}, {"experiments", run.experiments},
         {"plan", run.plan},         {"series", run.series},           {"observations", run.observations},
         {"faults", run.faults},     {"counters", run.counters},       {"answers", run.answers},
         {"usage", run.usage},       {"parent", run.parent},           {"findings", run.findings},
         {"complete", run.complete}};
}

inline void from_json(const Json& in, Run& run) {
  in.at("identity").get_to(run.identity);
  in.at("environment").get_to(run.environment);
  in.at("experiments").get_to(run.experiments);
  in.at("plan").get_to(run.plan);
  in.at("series").get_to(run.series);
  in.at("observations").get_to(run.observations);
  in.at("faults").get_to(run.faults);
  in.at("counters").get_to(run.counters);
  get_optional(in, "answers", run.answers);
  in.at("usage").get_to(run.usage);
  in.at("parent").get_to(run.parent);
  get_optional(in, "findings", run.findings);
  in.at("complete").get_to(run.complete);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Judgement, identity, environment, profile, invocations, seed, complete, noise_floor,
                                   errors, counters, warnings, findings, claims)

}  // namespace memlore
