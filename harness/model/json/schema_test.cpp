#include "harness/model/json/schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "harness/model/conclusions/agreement.h"
#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/run.h"

namespace memlore {
namespace {

using nlohmann::json;

const std::filesystem::path folder =
    std::filesystem::path(MEMLORE_TESTDATA).parent_path().parent_path().parent_path() / "results" / "schema";

/// Compares a committed file with what is generated; `MEMLORE_ACCEPT=1` writes it instead.
void expect_committed(const std::string& name, const std::string& generated) {
  const auto path = folder / name;
  if (std::getenv("MEMLORE_ACCEPT") != nullptr) std::ofstream(path) << generated;
  std::ifstream file(path);
  const std::string committed{std::istreambuf_iterator<char>(file), {}};
  EXPECT_TRUE(committed == generated) << "results/schema/" << name
                                      << " is not what the lists of fields say. To accept the change:\n"
                                      << "MEMLORE_ACCEPT=1 build/test/bin/memlore_model_test --gtest_filter='Schema.*'";
}

template <class Noun>
json schema() {
  return json::parse(schema_of<Noun>());
}

TEST(Schema, IsCommittedAsItIsGenerated) {
  expect_committed("run.schema.json", schema_of<memlore::Run>());
  expect_committed("judgement.schema.json", schema_of<Judgement>());
  expect_committed("agreement.schema.json", schema_of<Agreement>());
}

TEST(Schema, SaysWhatTheDocumentIs) {
  const auto properties = schema<memlore::Run>().at("properties");
  EXPECT_EQ(properties.at("kind"), (json{{"const", "memlore.run"}}));
  EXPECT_EQ(properties.at("schema_version"), (json{{"const", run_schema_version}}));
}

TEST(Schema, AsksForEveryFieldAndForNoOther) {
  const auto fault = schema<memlore::Run>().at("$defs").at("Fault");
  EXPECT_EQ(fault.at("required"), (json{"experiment", "point", "arm", "kind", "detail"}));
  EXPECT_EQ(fault.at("additionalProperties"), false);
}

TEST(Schema, HasAnArrayForEachFieldOfTheBlocksOfASeries) {
  const auto series = schema<memlore::Run>().at("$defs").at("Series").at("properties");
  EXPECT_EQ(series.at("iterations"), (json{{"type", "integer"}}));
  EXPECT_EQ(series.at("elapsed_ns"), (json{{"type", "array"}, {"items", {{"type", "integer"}}}}));
  EXPECT_FALSE(series.contains("blocks"));
}

TEST(Schema, AllowsNullForAnEndThatAnIntervalMayNotHaveAndForNoOtherNumber) {
  const auto estimate = schema<Judgement>().at("$defs").at("Estimate").at("properties");
  const json number{{"type", "number"}};
  EXPECT_EQ(estimate.at("low"), (json{{"anyOf", {number, {{"type", "null"}}}}}));
  EXPECT_EQ(estimate.at("level"), number);
}

TEST(Schema, ListsTheWordsOfAnEnumeration) {
  const auto verdict = schema<Judgement>().at("$defs").at("Verdict").at("properties");
  EXPECT_EQ(verdict.at("word"), (json{{"enum", {"holds", "refuted", "depends", "inconclusive", "invalid"}}}));
  EXPECT_EQ(schema<Judgement>().at("$defs").at("Metric").at("enum").front(), "time_per_op");
}

}  // namespace
}  // namespace memlore
