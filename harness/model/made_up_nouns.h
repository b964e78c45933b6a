#pragma once

// For tests: nouns with something in each of their fields.

#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

#include "harness/model/conclusions/counters.h"
#include "harness/model/conclusions/finding.h"
#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/job.h"
#include "harness/model/record/run.h"

namespace memlore::made_up {

inline const KnownAnswer answer{Pass::simulate, Metric::data_reads_per_op, "a", "b", "bytes:large", 1000, 0.5,
                                "a loop"};
inline const AnswerOutcome outcome{answer, "family/name", "bytes:large", "callgrind", 900, AnswerWord::wrong, "off"};

inline const Experiment experiment{
    .id = "family/name",
    .question = "A question with \"quotes\", a \\ and ünïcode?",
    .operation = "call",
    .factors = {{"bytes", "bytes", {{64, "", Tier::smoke}, {1LL << 40, "large", Tier::full}}}},
    .arms = {{"a", "one way", true, "", {{"Packed", 24, 8, {{"first", 0, 8}, {"second", 16, 4}}}}},
             {"b", "", false, "needs X", {}}},
    .claims = {{"A1",
                "They are within 1.05 times.",
                "a",
                "b",
                Metric::cycles_per_op,
                Relation::within,
                1.05,
                {{"bytes", {64}}}},
               {"D1", "It is small.", "a", "", Metric::size_bytes, Relation::at_most, 24, {}}},
    .passes = {all_passes.begin(), all_passes.end()},
    .caveats = {"one", "two"},
    .answers = {answer}};
inline const Point point{{{"bytes", 1LL << 40, "large"}}};
inline const Environment environment{
    "machine", {{"cpu", "model", "Abacus", ""}, {"cpu", "governor", {}, "no cpufreq"}}, {{3, 1 << 25, 0, 64, 2}}};
inline const Fault fault{"family/name", "bytes:large", "a", "crashed", "its process died of signal 11"};
inline const LeftOut left_out{"family/name", "bytes:large", "b", "simulate", "too long"};
inline const RunIdentity identity{"id", "2026-01-31T10:15:00Z", "memlore run"};
inline const CounterStatus counter{Metric::cycles_per_op, "cpu-cycles", true, "no PMU"};

inline Plan plan() {
  return {.seed = std::numeric_limits<std::uint64_t>::max(),
          .profile = all_profiles().front(),
          .timekeeping = {20, 25, 4'000'000, 5.75},
          .cells = {{"family/name", point, {{"a", 0, 1000, 2, 3, 1.5, 12}, {"a", 1, 0, 1, 1, 0}}, 2.5e9, 400'000}},
          .processes = {{1, 7, 16383, 4080, 1ULL << 63U}},
          .left_out = {left_out},
          .events = {"r1c0", "cpu/event=1/"}};
}

inline const Finding finding{"steal", "Stolen time", Severity::severe, "12 %", "It stops.", "ask"};

inline Observation observation() {
  return {1,
          2,
          Pass::simulate,
          Metric::data_reads_per_op,
          0.1,
          "",
          "callgrind",
          CounterSource::callgrind_reference,
          "r1c0",
          4,
          0.5,
          7,
          3,
          0.25};
}

inline Run run() {
  auto missing = observation();
  missing.value.reset();
  missing.unavailable = "no valgrind";
  return {.identity = identity,
          .environment = environment,
          .experiments = {experiment},
          .plan = plan(),
          .series = {{0, 1, 2, 1000, {{0, 5, 10, 20, 3, 1, 2}, {1, 6, 1LL << 50, 21, 4, 0, 0, 3, 4, 5.5, 2.75}}},
                     {0, 0, 2, 1, {}}},
          .observations = {observation(), missing},
          .faults = {fault},
          .counters = {counter},
          .answers = {outcome},
          .usage = {{3, 100, 50, 20}},
          .parent = {{100, 3}},
          .findings = {finding},
          .complete = true};
}

inline const Rule rule{.regions = {{{{"bytes", {64}}}, "for bytes 64", true, 5, 4, 1.25, 1.5}},
                       .turns = {{"bytes", 64, 1LL << 40, {128}, 90}},
                       .decided = 5,
                       .explained = 4,
                       .exceptions = {point}};

inline Judgement judgement() {
  const Estimate estimate{1.31, 1.25, 1.4, 0.99, 20, {{"few_processes", "only 20"}}};
  const Comparison comparison{point,
                              estimate,
                              1.26,
                              1.35,
                              13.1,
                              std::nullopt,
                              1.02,
                              0.003,
                              Spread{0.01, std::nullopt, 0.02, "round", 12},
                              {120, 7},
                              Decision::greater,
                              Stance::supports,
                              {"c", "m"},
                              5};
  return {.identity = identity,
          .environment = environment,
          .profile = "quick",
          .processes = 20,
          .seed = 7,
          .complete = true,
          .noise_floor = {1.03, 1.01, 0.9, 12},
          .errors = {0.04, 0.965, 5, 4},
          .counters = {counter},
          .warnings = {{"drift", "it drifted"}},
          .findings = {finding},
          .experiments = {{experiment,
                           {{experiment.claims[0],
                             "a / b: cycles per operation within 1.05",
                             {VerdictWord::depends, {"r", "s"}, {{"w", "x"}}},
                             rule,
                             {comparison}},
                            {experiment.claims[1], "a: size of one object ≤ 24", {}, std::nullopt, {}}},
                           {{point, "a", Metric::time_per_op, estimate, "source", "unavailable"}},
                           {left_out},
                           {fault}}}};
}

inline Job job() {
  return {Task::footprint,
          3,
          12,
          2,
          4080,
          1ULL << 63U,
          1'200'000,
          4.75,
          1,
          {2},
          {1, 0},
          {"r1c0"},
          {{4, plan().cells[0], {{0, 1}, {1, 0}}}}};
}

inline Catalogue catalogue() { return {1, {experiment}, {{"fmt", "9.1.0"}, {"Abseil", ""}}}; }

/// The text of a noun with something else in one place.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("the text has no " + from);
  return text.replace(at, from.size(), to);
}

}  // namespace memlore::made_up
