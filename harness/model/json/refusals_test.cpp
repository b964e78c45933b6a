// What is no record of ours is refused with a message that names the file and what is wrong in it.

#include <gtest/gtest.h>

#include <string>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/json/json.h"
#include "harness/model/made_up_nouns.h"
#include "harness/model/record/run.h"
#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

using made_up::catalogue;
using made_up::fault;
using made_up::judgement;
using made_up::observation;
using made_up::plan;
using made_up::replaced;
using made_up::run;

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

void expect_names_file_and(const std::string& message, const std::string& part) {
  EXPECT_TRUE(message.starts_with("some/file.json: ")) << message;
  EXPECT_NE(message.find(part), std::string::npos) << message;
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
    expect_names_file_and(refusal<WorkerUsage>(replaced(text, R"("process":1)", std::string(R"("process":)") + wrong)),
                          "integer");
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
  const auto newer = replaced(encode(run()), R"("schema_version":3)", R"("schema_version":4)");
  expect_names_file_and(refusal<memlore::Run>(newer), "schema_version 4 of 'memlore.run', newer than the 3");
  expect_names_file_and(refusal<memlore::Run>(newer), "use a newer memlore");
  expect_names_file_and(
      refusal<Judgement>(replaced(encode(judgement()), R"("schema_version":3)", R"("schema_version":99)")),
      "schema_version 99 of 'memlore.judgement'");
  expect_names_file_and(
      refusal<Catalogue>(replaced(encode(catalogue()), R"("schema_version":1)", R"("schema_version":2)")),
      "schema_version 2 of 'memlore.catalogue'");
}

TEST(Json, RefusesASchemaVersionThatIsNone) {
  for (const auto* wrong : {"0", "-1", "1.0", "\"1\"", "null", "18446744073709551615"}) {
    const auto text = replaced(encode(run()), R"("schema_version":3)", std::string(R"("schema_version":)") + wrong);
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
  for (const auto& text : {open, nested, R"({"kind":)" + nested + "}"})
    expect_names_file_and(refusal<memlore::Run>(text), "nested too deep");
  expect_names_file_and(refusal<WorkerUsage>(replaced(encode(WorkerUsage{1, 2, 3, 4}), ":1,", ":" + nested + ",")),
                        "nested too deep");
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
