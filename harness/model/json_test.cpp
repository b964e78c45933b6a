#include "harness/model/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/model/counters.h"
#include "harness/model/examination.h"
#include "harness/model/input_error.h"
#include "harness/model/job.h"
#include "harness/model/judgement.h"
#include "harness/model/run.h"

namespace memlore {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const KnownAnswer answer{Pass::simulate, Metric::data_reads_per_op, "a", "b", "bytes:large", 1000, 0.5, "a loop"};
const AnswerOutcome outcome{answer, "family/name", "bytes:large", "callgrind", 900, AnswerWord::wrong, "off"};

const Experiment experiment{
    .id = "family/name",
    .claim = "A claim with \"quotes\", a \\ and ünïcode.",
    .source = "row 1",
    .operation = "call",
    .factors = {{"bytes", "bytes", {{64, "", Tier::smoke}, {1LL << 40, "large", Tier::full}}}},
    .arms = {{"a", "one way", true, "", {{"Packed", 24, 8, {{"first", 0, 8}, {"second", 16, 4}}}}},
             {"b", "", false, "needs X", {}}},
    .hypotheses = {{"a", "b", Metric::cycles_per_op, Relation::equivalent, 1.05, "They are the same."},
                   {"a", "", Metric::size_bytes, Relation::at_most, 24, "It is small."}},
    .passes = {all_passes.begin(), all_passes.end()},
    .caveats = {"one", "two"},
    .answers = {answer}};
const Point point{{{"bytes", 1LL << 40, "large"}}};
const Environment environment{
    "machine", {{"cpu", "model", "Abacus", ""}, {"cpu", "governor", {}, "no cpufreq"}}, {{3, 1 << 25, 0, 64, 2}}};
const Fault fault{"family/name", "bytes:large", "a", "crashed", "its process died of signal 11"};
const LeftOut left_out{"family/name", "bytes:large", "b", "simulate", "too long"};
const RunIdentity identity{"id", "2026-01-31T10:15:00Z", "memlore run"};
const CounterStatus counter{Metric::cycles_per_op, "cpu-cycles", true, "no PMU"};

Plan plan() {
  return {.seed = std::numeric_limits<std::uint64_t>::max(),
          .profile = all_profiles().front(),
          .timekeeping = {20, 25, 4'000'000},
          .cells = {{"family/name", point, {{"a", 0, 1000, 2, 3, 1.5}, {"a", 1, 0, 1, 1, 0}}, 2.5e9, 400'000}},
          .invocations = {{1, 7, 16383, 4080, 1ULL << 63U}},
          .left_out = {left_out},
          .events = {"r1c0", "cpu/event=1/"}};
}

const Finding finding{"steal", "Stolen time", Severity::severe, "12 %", "It stops.", "ask"};

Observation observation() {
  return {1,
          2,
          Pass::simulate,
          Metric::data_reads_per_op,
          0.1,
          "",
          "callgrind",
          CounterSource::callgrind_reference,
          "r1c0",
          0.5,
          7,
          3,
          0.25};
}

Run run() {
  auto missing = observation();
  missing.value.reset();
  missing.unavailable = "no valgrind";
  return {.identity = identity,
          .environment = environment,
          .experiments = {experiment},
          .plan = plan(),
          .series = {{0, 1, 2, 1000, {{0, 5, 10, 20, 1, 2}, {1, 6, 1LL << 50, 21, 0, 0}}}, {0, 0, 2, 1, {}}},
          .observations = {observation(), missing},
          .faults = {fault},
          .counters = {counter},
          .answers = {outcome},
          .usage = {{3, 100, 50, 20}},
          .parent = {{100, 3}},
          .findings = {finding},
          .complete = true};
}

Judgement judgement() {
  const Estimate estimate{1.31, 1.25, 1.4, 0.99, 20, {{"few_invocations", "only 20"}}};
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
          .invocations = 20,
          .seed = 7,
          .complete = true,
          .noise_floor = {1.03, 1.01, 0.9, 12},
          .errors = {0.04, 0.965, 5, 4},
          .counters = {counter},
          .warnings = {{"drift", "it drifted"}},
          .findings = {finding},
          .claims = {{experiment,
                      {VerdictWord::depends, {"turns", "it turns"}},
                      {{experiment.hypotheses[0],
                        {VerdictWord::holds, {"r", "s"}},
                        Turn{"bytes", "64", "large", 0.9},
                        {comparison}},
                       {experiment.hypotheses[1], {}, std::nullopt, {}}},
                      {{point, "a", Metric::time_per_op, estimate, "source", "unavailable"}},
                      {left_out},
                      {fault}}}};
}

Job job() {
  return {
      Task::footprint, 3, 4080, 1ULL << 63U, 1'200'000, 1, {1, 0}, {"r1c0"}, {{4, plan().cells[0], {{0, 1}, {1, 0}}}}};
}

Catalogue catalogue() { return {1, {experiment}, {{"fmt", "9.1.0"}, {"Abseil", ""}}}; }

template <class Noun>
void expect_round_trip(const Noun& noun) {
  EXPECT_EQ(decode<Noun>(encode(noun), "text"), noun) << encode(noun, true);
  EXPECT_EQ(decode<Noun>(encode(noun, true), "text"), noun);
  EXPECT_EQ(encode(noun).find('\n'), std::string::npos) << "a record is one line";
}

/// The message of the InputError that reading a text gives; empty when it is read.
template <class Noun>
std::string refusal(const std::string& text) {
  try {
    (void)decode<Noun>(text, "some/file.json");
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("the text has no " + from);
  return text.replace(at, from.size(), to);
}

void expect_names_file_and(const std::string& message, const std::string& part) {
  EXPECT_TRUE(message.starts_with("some/file.json: ")) << message;
  EXPECT_NE(message.find(part), std::string::npos) << message;
}

TEST(Json, BringsEveryNounBackAsItWas) {
  expect_round_trip(catalogue());
  expect_round_trip(
      Counters{"now", "machine", 1, {counter}, {{Pass::simulate, "callgrind", "no valgrind"}}, true, {outcome}});
  expect_round_trip(environment);
  expect_round_trip(Examination{"abacus-2cpu", "all is well", {finding}});
  expect_round_trip(finding);
  expect_round_trip(fault);
  expect_round_trip(job());
  expect_round_trip(judgement());
  expect_round_trip(left_out);
  expect_round_trip(observation());
  expect_round_trip(ParentUsage{1, 2});
  expect_round_trip(plan());
  expect_round_trip(run());
  expect_round_trip(WorkerUsage{1, 2, 3, 4});
}

TEST(Json, ReadsARecordOfBeforeCountersWereAskedKnownQuestions) {
  auto before = nlohmann::json::parse(encode(run()));
  before.erase("answers");
  before["plan"].erase("events");
  before["experiments"][0].erase("answers");
  for (auto& each : before["observations"]) {
    for (const char* name : {"event", "enabled_ns", "running_ns"}) each.erase(name);
  }
  auto expected = run();
  expected.answers.clear();
  expected.plan.events.clear();
  expected.experiments[0].answers.clear();
  for (auto& each : expected.observations) {
    each.event.clear();
    each.enabled_ns = each.running_ns = 0;
  }
  EXPECT_EQ(decode<memlore::Run>(before.dump(), "text"), expected);
}

TEST(Json, BringsEmptyNounsBackToo) {
  expect_round_trip(Catalogue{});
  expect_round_trip(memlore::Run{});
  expect_round_trip(Judgement{});
  expect_round_trip(Job{});
}

TEST(Json, ReadsARecordOfATimeWhenNobodyLookedForFindings) {
  auto older = run();
  older.findings.clear();
  const auto text = replaced(encode(older), R"("findings":[],)", "");
  EXPECT_EQ(decode<memlore::Run>(text, "text"), older);
  const auto older_judgement = replaced(encode(Judgement{}), R"("findings":[],)", "");
  EXPECT_EQ(decode<Judgement>(older_judgement, "text"), Judgement{});
}

TEST(Json, BringsEveryProfileMetricPassAndTaskBack) {
  for (const auto& profile : all_profiles())
    expect_round_trip(Plan{.seed = 1, .profile = profile, .cells = {}, .invocations = {}, .left_out = {}});
  for (const auto& traits : all_metrics())
    expect_round_trip(Observation{0, 0, Pass::count, traits.metric, 1.0, "", ""});
  for (const auto pass : all_passes) {
    expect_round_trip(Observation{0, 0, pass, Metric::migrations, 1.0, "", ""});
    EXPECT_NE(encode(Observation{.pass = pass, .value = {}, .unavailable = {}, .source = {}})
                  .find('"' + std::string(name_of(pass)) + '"'),
              std::string::npos);
  }
  for (int task = 0; task <= static_cast<int>(Task::footprint); ++task) {
    Job each;
    each.task = static_cast<Task>(task);
    expect_round_trip(each);
  }
}

TEST(Json, AsksTheWordsOfAnOlderObservationWhatCountedIt) {
  auto older = [](const char* pass, const char* source) {
    return decode<Observation>(R"({"cell":0,"arm":0,"pass":")" + std::string(pass) +
                                   R"(","metric":"instructions_per_op","value":1,"unavailable":"","source":")" +
                                   source + R"(","running_share":1})",
                               "a record");
  };
  EXPECT_EQ(older("simulate", "callgrind I1=1 D1=2 LL=3").counter, CounterSource::callgrind_host);
  EXPECT_EQ(older("simulate", "callgrind I1=1 (this machine's caches are not known)").counter,
            CounterSource::callgrind_reference);
  EXPECT_EQ(older("count", "perf_event instructions, user mode").counter, CounterSource::perf_hardware);
  EXPECT_EQ(older("count", "perf_event page-faults").counter, CounterSource::perf_software);
  EXPECT_EQ(older("allocate", "interposed malloc, exact").counter, CounterSource::allocations_interposed);
  EXPECT_EQ(older("footprint", "VmHWM").counter, CounterSource::process);
  EXPECT_EQ(older("footprint", "VmHWM").resolution, 0);
}

TEST(Json, BringsCounterAndResolutionBack) {
  for (std::size_t number = 0; number < counter_source_names.size(); ++number) {
    Observation each{.value = 1, .unavailable = {}, .source = "x", .resolution = 0.25};
    each.counter = static_cast<CounterSource>(number);
    expect_round_trip(each);
  }
}

TEST(Json, WritesTheEndsThatAnIntervalDoesNotHaveAsNullAndReadsThemAsInfinities) {
  auto unbounded = judgement();
  auto& comparison = unbounded.claims[0].hypotheses[0].comparisons[0];
  comparison.estimate.low = comparison.low_95 = -infinity;
  comparison.estimate.high = comparison.high_95 = infinity;
  EXPECT_NE(encode(unbounded).find(R"("low_95":null)"), std::string::npos);
  expect_round_trip(unbounded);
}

TEST(Json, BringsARatioOfSomethingOverNothingBackWithItsEnds) {
  auto endless = judgement();
  auto& comparison = endless.claims[0].hypotheses[0].comparisons[0];
  comparison.estimate.value = comparison.estimate.low = comparison.estimate.high = infinity;
  comparison.low_95 = comparison.high_95 = infinity;
  expect_round_trip(endless);
}

TEST(Json, WritesAnAbsentValueAsNullAndNotAsZero) {
  auto absent = observation();
  absent.value.reset();
  EXPECT_NE(encode(absent).find(R"("value":null)"), std::string::npos);
  EXPECT_EQ(decode<Observation>(encode(absent), "text").value, std::nullopt);
}

TEST(Json, RefusesNullWhereANumberIsNeeded) {
  expect_names_file_and(
      refusal<Observation>(replaced(encode(observation()), R"("running_share":0.5)", R"("running_share":null)")),
      "null");
}

TEST(Json, RefusesAWordThatAnEnumerationDoesNotHaveAndListsThoseItHas) {
  expect_names_file_and(refusal<Observation>(replaced(encode(observation()), "simulate", "guess")),
                        "unknown word 'guess'; known: time, count, allocate, simulate, footprint");
  expect_names_file_and(refusal<Observation>(replaced(encode(observation()), "data_reads_per_op", "charm")),
                        "unknown metric 'charm'");
  expect_names_file_and(refusal<Observation>(replaced(encode(observation()), R"("simulate")", "3")),
                        "a word was expected, not number");
}

TEST(Json, RefusesAMissingFieldByItsName) {
  expect_names_file_and(refusal<Fault>(R"({"experiment":"a","point":"b","arm":"c","kind":"d"})"), "detail");
  expect_names_file_and(refusal<Judgement>(replaced(encode(judgement()), R"("stance")", R"("stand")")), "stance");
  expect_names_file_and(refusal<memlore::Run>(replaced(encode(run()), R"("elapsed_ns")", R"("elapsed")")),
                        "elapsed_ns");
}

TEST(Json, RefusesWhatIsNotTheIntegerItShouldBe) {
  const auto text = encode(WorkerUsage{1, 2, 3, 4});
  for (const auto* wrong : {"1.5", "1.0", "true", "\"1\"", "[1]", "{}", "null", "3000000000", "-3000000000",
                            "18446744073709551615", "123456789012345678901234567890", "1e3"}) {
    expect_names_file_and(
        refusal<WorkerUsage>(replaced(text, R"("invocation":1)", std::string(R"("invocation":)") + wrong)), "integer");
  }
  expect_names_file_and(refusal<Plan>(replaced(encode(plan()), R"("seed":18446744073709551615)", R"("seed":-1)")),
                        "out of range");
}

TEST(Json, RefusesASeriesWhoseColumnsAreNotOfOneLength) {
  expect_names_file_and(refusal<memlore::Run>(replaced(encode(run()), R"("switches":[1,0])", R"("switches":[1])")),
                        "column 'switches'");
  expect_names_file_and(refusal<memlore::Run>(replaced(encode(run()), R"("switches":[1,0])", R"("switches":7)")),
                        "column 'switches'");
}

TEST(Json, RefusesANewerSchemaByNameAndSaysWhatToDo) {
  const auto newer = replaced(encode(run()), R"("schema_version":2)", R"("schema_version":3)");
  expect_names_file_and(refusal<memlore::Run>(newer), "schema_version 3 of 'memlore.run', newer than the 2");
  expect_names_file_and(refusal<memlore::Run>(newer), "use a newer memlore");
  expect_names_file_and(
      refusal<Judgement>(replaced(encode(judgement()), R"("schema_version":2)", R"("schema_version":99)")),
      "schema_version 99 of 'memlore.judgement'");
  expect_names_file_and(
      refusal<Catalogue>(replaced(encode(catalogue()), R"("schema_version":1)", R"("schema_version":2)")),
      "schema_version 2 of 'memlore.catalogue'");
}

TEST(Json, RefusesASchemaVersionThatIsNone) {
  for (const auto* wrong : {"0", "-1", "1.0", "\"1\"", "null", "18446744073709551615"}) {
    const auto text = replaced(encode(run()), R"("schema_version":2)", std::string(R"("schema_version":)") + wrong);
    expect_names_file_and(refusal<memlore::Run>(text), "schema_version");
  }
  expect_names_file_and(refusal<memlore::Run>(replaced(encode(run()), R"("schema_version")", R"("version")")),
                        "schema_version");
}

TEST(Json, RefusesADocumentOfAnotherKind) {
  expect_names_file_and(refusal<memlore::Run>(encode(judgement())), "not a document of kind 'memlore.run'");
  for (const auto* text : {"[]", "3", "null", "{}", R"({"kind":7})", R"("memlore.run")"}) {
    expect_names_file_and(refusal<memlore::Run>(text), "not a document of kind 'memlore.run'");
  }
}

TEST(Json, RefusesWhatIsNotJson) {
  for (const std::string text :
       {"", " ", "hello", "{\"kind\":", "{} {}", "{\"a\":NaN}", "{'a':1}", "{\"a\":\"\xff\"}"}) {
    expect_names_file_and(refusal<memlore::Run>(text), "not valid JSON");
  }
}

TEST(Json, RefusesARecordCutShortAnywhere) {
  const auto whole = encode(fault);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    expect_names_file_and(refusal<Fault>(whole.substr(0, length)), "not valid JSON");
  }
}

// Deep enough to overflow any stack that a recursive reader would use.
TEST(Json, SurvivesHostileNesting) {
  constexpr std::size_t depth = 2'000'000;
  const auto open = std::string(depth, '[');
  const auto nested = open + std::string(depth, ']');
  expect_names_file_and(refusal<memlore::Run>(open), "not valid JSON");
  expect_names_file_and(refusal<memlore::Run>(nested), "not a document of kind");
  expect_names_file_and(refusal<memlore::Run>(R"({"kind":)" + nested + "}"), "not a document of kind");
  expect_names_file_and(refusal<WorkerUsage>(replaced(encode(WorkerUsage{1, 2, 3, 4}), ":1,", ":" + nested + ",")),
                        "integer");
}

TEST(Json, WritesTextThatIsNoUnicodeSoThatItCanBeRead) {
  auto broken = fault;
  broken.detail = "a\xff";
  EXPECT_EQ(decode<Fault>(encode(broken), "text").detail, "a\xEF\xBF\xBD");
}

TEST(KindOfDocument, IsWhatTheDocumentSays) {
  EXPECT_EQ(kind_of_document(encode(run()), "text"), "memlore.run");
  EXPECT_EQ(kind_of_document(encode(judgement()), "text"), "memlore.judgement");
  EXPECT_EQ(kind_of_document(encode(catalogue()), "text"), "memlore.catalogue");
}

TEST(KindOfDocument, RefusesATextThatSaysNothingOfIt) {
  for (const auto* text : {"", "[]", "{}", R"({"kind":1})", "{"}) {
    EXPECT_THROW((void)kind_of_document(text, "text"), InputError) << text;
  }
}

}  // namespace
}  // namespace memlore
