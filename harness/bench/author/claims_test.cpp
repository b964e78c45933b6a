#include "harness/bench/author/claims.h"

#include <gtest/gtest.h>

#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

const std::vector<Factor> factors{{"elements", "elements", {{1, ""}, {8, ""}, {9, ""}, {1'000'000, "", Tier::full}}},
                                  {"order", "", {{2, "sorted"}, {0, "random"}, {1, "repeating"}}}};

Assertion faster() { return ratio("vector", "small_vector") >= 1.2; }

std::vector<Condition> domain_of(const Assertion& assertion) {
  return resolved(claim("A8", "It is.", assertion), factors).domain;
}

/// What is said of a domain; empty when it is taken.
std::string refusal_of(const Assertion& assertion) {
  try {
    domain_of(assertion);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Claim, ComparesTwoArmsWithAThreshold) {
  const auto time = resolved(claim("A8", "It fills faster.", faster()), factors);
  EXPECT_EQ(
      time,
      (Claim{"A8", "It fills faster.", "vector", "small_vector", Metric::time_per_op, Relation::at_least, 1.2, {}}));
  const auto memory = resolved(claim("D4", "", ratio("one", "other", Metric::peak_resident_bytes) <= 0.75), factors);
  EXPECT_EQ(memory, (Claim{"D4", "", "one", "other", Metric::peak_resident_bytes, Relation::at_most, 0.75, {}}));
  const auto same = resolved(claim("B2", "", ratio("one", "other").within(1.1)), factors);
  EXPECT_EQ(same, (Claim{"B2", "", "one", "other", Metric::time_per_op, Relation::within, 1.1, {}}));
}

TEST(Claim, ComparesTheValueOfOneArmWithAThreshold) {
  const auto each = resolved(claim("A5", "", value("boxed", Metric::allocations_per_op) >= 1), factors);
  EXPECT_EQ(each, (Claim{"A5", "", "boxed", "", Metric::allocations_per_op, Relation::at_least, 1, {}}));
}

TEST(Domain, IsEverythingWhereNothingLimitsIt) { EXPECT_TRUE(domain_of(faster()).empty()); }

TEST(Domain, IsResolvedToLevelsOfEveryTier) {
  EXPECT_EQ(domain_of(faster().where("elements", up_to(8))), (std::vector<Condition>{{"elements", {1, 8}}}));
  EXPECT_EQ(domain_of(faster().where("elements", from(9))), (std::vector<Condition>{{"elements", {9, 1'000'000}}}));
  EXPECT_EQ(domain_of(faster().where("elements", is(9))), (std::vector<Condition>{{"elements", {9}}}));
  EXPECT_EQ(domain_of(faster().where("order", is("random"))), (std::vector<Condition>{{"order", {0}}}));
}

TEST(Domain, HasItsLevelsInAscendingOrder) {
  const auto not_random = [](const Level& level) { return level.label != "random"; };
  EXPECT_EQ(domain_of(faster().where("order", not_random)), (std::vector<Condition>{{"order", {1, 2}}}));
}

TEST(Domain, MeetsEveryConditionThatLimitsIt) {
  EXPECT_EQ(domain_of(faster().where("elements", up_to(8)).where("order", is("sorted"))),
            (std::vector<Condition>{{"elements", {1, 8}}, {"order", {2}}}));
  EXPECT_EQ(domain_of(faster().where("elements", from(8)).where("elements", up_to(9))),
            (std::vector<Condition>{{"elements", {8, 9}}}));
}

TEST(Domain, IsRefusedWhereItIsNothingOrLimitsNothing) {
  EXPECT_EQ(refusal_of(faster().where("bytes", up_to(8))), "its domain names no factor: 'bytes'");
  EXPECT_EQ(refusal_of(faster().where("elements", up_to(0))), "no level of 'elements' is in its domain");
  EXPECT_EQ(refusal_of(faster().where("elements", from(1))),
            "every level of 'elements' is in its domain: leave the condition out");
  EXPECT_EQ(refusal_of(faster().where("elements", up_to(8)).where("elements", from(9))),
            "no level of 'elements' meets all conditions of its domain");
  EXPECT_EQ(refusal_of(faster().where("order", up_to(1))), "no level of 'order' is in its domain")
      << "the numbers of categories are not numbers to an author";
}

}  // namespace
}  // namespace memlore::bench
