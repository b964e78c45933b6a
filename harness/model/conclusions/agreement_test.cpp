#include "harness/model/conclusions/agreement.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

const Claim claim{"A1", "It takes longer.", "a", "b", Metric::time_per_op, Relation::at_least, 1.1, {}};
const Verdict holds{VerdictWord::holds, {"all_points", "holds at the one point"}};
const Verdict refuted{VerdictWord::refuted, {"all_points", "refuted at the one point"}};
const PointFinding longer{20, 1.31, 1.28, 1.35, Stance::supports};
const PointFinding shorter{20, 0.9, 0.88, 0.91, Stance::contradicts};

Agreement agreement(const PointFinding& first = longer, const PointFinding& second = shorter) {
  Agreement result;
  result.first = {{"one", "2026-01-31T10:15:00Z", "memlore run"}, "here", "quick", true};
  result.second = {{"two", "2026-02-01T10:15:00Z", "memlore run"}, "there", "full", false};
  result.verdicts = {3, 2, 1, 2.0 / 3};
  result.comparisons = {0, 0, 0, std::nullopt};
  result.warnings = {{"different_machines", "here and there"}};
  result.claims = {{"family/name",
                    claim,
                    "a / b: time per operation ≥ 1.1",
                    AgreementWord::contradiction,
                    holds,
                    refuted,
                    {{{{{"bytes", 64, ""}}}, first, second, true}},
                    2,
                    3},
                   {"family/other", claim, "", AgreementWord::only_in_one, std::nullopt, holds, {}}};
  return result;
}

void expect_round_trip(const Agreement& noun) {
  EXPECT_EQ(decode<Agreement>(encode(noun), "text"), noun) << encode(noun, true);
}

TEST(AgreementJson, BringsTheNounBackAsItWas) {
  expect_round_trip(agreement());
  expect_round_trip({});
}

TEST(AgreementJson, BringsEveryWordBack) {
  for (int word = 0; word <= static_cast<int>(AgreementWord::same); ++word) {
    auto each = agreement();
    each.claims[0].word = static_cast<AgreementWord>(word);
    expect_round_trip(each);
  }
  EXPECT_NE(encode(agreement()).find(R"("word":"only_in_one")"), std::string::npos);
}

TEST(AgreementJson, SaysWhatItIsAndByWhichSchema) {
  const auto text = encode(agreement());
  EXPECT_EQ(kind_of_document(text, "text"), "memlore.agreement");
  EXPECT_NE(text.find(R"("schema_version":2)"), std::string::npos);
  EXPECT_NE(text.find(R"("key":"bytes:64")"), std::string::npos);
}

TEST(AgreementJson, WritesWhatWasNotMeasuredAsNullAndNotAsZero) {
  const auto absent = agreement(PointFinding{}, longer);
  EXPECT_NE(encode(absent).find(R"("first":{"high_95":null,"low_95":null,"n":0,"stance":"undecided","value":null})"),
            std::string::npos)
      << encode(absent);
  expect_round_trip(absent);
}

TEST(AgreementJson, BringsIntervalsWithoutEndsAndRatiosWithoutBaselineBack) {
  expect_round_trip(agreement({1, 1.5, -infinity, infinity, Stance::supports}, longer));
  expect_round_trip(agreement({1, infinity, infinity, infinity, Stance::supports}, longer));
}

TEST(AgreementJson, RefusesAnotherDocument) {
  EXPECT_THROW((void)decode<Agreement>(encode(Judgement{}), "text"), InputError);
}

}  // namespace
}  // namespace memlore
