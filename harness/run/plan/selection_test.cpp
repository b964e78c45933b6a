#include "harness/run/plan/selection.h"

#include <gtest/gtest.h>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"
#include "harness/run/plan/made_up_catalogue.h"
#include "harness/run/plan/sweep.h"

namespace memlore::run {
namespace {

TEST(Filtered, FindsIdsByARegularExpressionAnywhereInThem) {
  const auto experiments = many(12);
  EXPECT_EQ(filtered(experiments, "").size(), 12U);
  EXPECT_EQ(filtered(experiments, "/1").size(), 3U);
  EXPECT_EQ(filtered(experiments, "^family/(1|2)$").size(), 2U);
  EXPECT_TRUE(filtered(experiments, "nothing").empty());
}

TEST(KeepPoints, KeepsTheCellsWhoseKeyIsFound) {
  auto plan = plan_sweep(many(2), profile("quick"), 1, {});
  keep_points(plan, "^bytes:2$");
  ASSERT_EQ(plan.cells.size(), 2U);
  EXPECT_EQ(plan.cells[1].point.key(), "bytes:2");
}

TEST(KeepPoints, NamesThePointsThereAreWhereItFindsNone) {
  auto plan = plan_sweep(many(2), profile("smoke"), 1, {});
  try {
    keep_points(plan, "elements");
    FAIL() << "a plan without cells is none";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "--point 'elements' finds no point; there are: bytes:1");
  }
}

TEST(Filtered, FindsSelfTestsOnlyByTheirFamily) {
  auto experiments = many(2);
  experiments.push_back(experiment("self-test/one"));
  EXPECT_EQ(filtered(experiments, "").size(), 2U);
  EXPECT_EQ(filtered(experiments, "one|family").size(), 2U);
  EXPECT_EQ(filtered(experiments, "^self-test/").size(), 1U);
}

TEST(Filtered, NamesAMalformedExpression) {
  for (const auto* wrong : {"(", "[a", "*"}) {
    try {
      (void)filtered(many(1), wrong);
      FAIL() << wrong;
    } catch (const InputError& error) {
      EXPECT_TRUE(
          std::string(error.what()).starts_with("--filter '" + std::string(wrong) + "' is not a regular expression"))
          << error.what();
    }
  }
}

std::string refusal_of_filter(const std::string& filter) {
  try {
    (void)filtered(many(1), filter);
    return {};
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Filtered, RefusesALargeExpressionInFewWords) {
  const auto message = refusal_of_filter("(" + std::string(66'000, 'x') + "){1000}");
  EXPECT_TRUE(message.starts_with("--filter '(xxx")) << message;
  EXPECT_TRUE(message.find("xxx…' is not a regular expression: ") != std::string::npos) << message;
  EXPECT_TRUE(is_printable(message, 300)) << message;
}

TEST(Filtered, TakesALongExpression) { EXPECT_EQ(refusal_of_filter(std::string(66'000, 'x')), ""); }

TEST(Filtered, QuotesAnExpressionWithoutItsControlCharacters) {
  EXPECT_TRUE(refusal_of_filter("(\n\x1b[2J").starts_with("--filter '( \uFFFD[2J' is not a regular expression: "))
      << refusal_of_filter("(\n\x1b[2J");
  EXPECT_TRUE(refusal_of_filter("a\xff").starts_with("--filter 'a\uFFFD' is not a regular expression: "));
}

// Where an expression is tried by going back, each further letter doubles the time.
TEST(Filtered, TakesAnExpressionWithNestedStars) {
  auto experiments = many(1);
  experiments[0].id = "family/" + std::string(200, 'a');
  EXPECT_TRUE(filtered(experiments, "(a*)*b").empty());
  EXPECT_TRUE(filtered(experiments, "(a|aa)+$b").empty());
  EXPECT_EQ(filtered(experiments, "^family/(a*)*$").size(), 1U);
}

TEST(Filtered, KnowsAnchorsAlternativesAndClasses) {
  const auto experiments = many(12);
  EXPECT_EQ(filtered(experiments, "^family/[0-9]$").size(), 10U);
  EXPECT_EQ(filtered(experiments, "^family/\\d{2}$").size(), 2U);
  EXPECT_EQ(filtered(experiments, "/(3|4)$|/11").size(), 3U);
  EXPECT_EQ(filtered(experiments, "(?i)^FAMILY/1\\b").size(), 1U);
}

std::vector<std::string> arms_of(const Plan& plan) {
  std::vector<std::string> names;
  for (const auto& arm : plan.cells.at(0).arms) names.push_back(arm.name + (arm.copy == 0 ? "" : " again"));
  return names;
}

TEST(KeepArms, KeepsTheArmsWhoseNameIsFoundWithTheirControls) {
  auto plan = plan_sweep(many(1), profile("quick"), 1, {});
  ASSERT_EQ(arms_of(plan), (std::vector<std::string>{"a", "b", "b again"}));
  keep_arms(plan, "^b$");
  EXPECT_EQ(arms_of(plan), (std::vector<std::string>{"b", "b again"}));
  EXPECT_EQ(plan.cells.size(), 3U);
}

TEST(KeepArms, LeavesNoCellWithoutAnArm) {
  auto experiments = many(2);
  experiments[1].arms[0].name = "other";
  auto plan = plan_sweep(experiments, profile("smoke"), 1, {});
  keep_arms(plan, "other");
  ASSERT_EQ(plan.cells.size(), 1U);
  EXPECT_EQ(plan.cells[0].experiment, experiments[1].id);
}

TEST(KeepArms, NamesTheArmsThereAreWhereItFindsNone) {
  auto plan = plan_sweep(many(2), profile("smoke"), 1, {});
  try {
    keep_arms(plan, "c");
    FAIL() << "a plan without arms is none";
  } catch (const InputError& error) {
    EXPECT_STREQ(error.what(), "--arm 'c' finds no arm; there are: a, b");
  }
}

}  // namespace
}  // namespace memlore::run
