#include "harness/bench/author/check.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "harness/bench/author/made_up_arms.h"

namespace memlore::bench {
namespace {

/// What is said of a declaration that was spoilt; empty when it is taken.
std::string refusal_of(const std::function<void(Declaration&)>& spoil) {
  auto declaration = good_declaration();
  spoil(declaration);
  try {
    check(declaration);
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

/// What is said of a claim, less the words that name it; empty when it is taken.
std::string refusal_of_claim(const ClaimDeclaration& declaration) {
  const auto refusal = refusal_of([&](Declaration& it) { it.claims = {declaration}; });
  const auto prefix = "experiment 'family/name': the claim '" + declaration.sentence + "': ";
  return refusal.starts_with(prefix) ? refusal.substr(prefix.size()) : refusal;
}

/// The same of an assertion whose sentence is in order.
std::string refusal_of_assertion(const Assertion& assertion) {
  return refusal_of_claim(claim("B1", "It is at least 1.1, at most 5, at least 0, within 1, nothing.", assertion));
}

TEST(Check, TakesWhatIsInOrder) {
  EXPECT_EQ(refusal_of([](Declaration&) {}), "");
  EXPECT_EQ(refusal_of_assertion(value("contender", Metric::allocations_per_op) <= 0), "");
}

TEST(Check, RefusesAnExperimentThatContradictsItself) {
  EXPECT_EQ(refusal_of([](Declaration& it) { it.id = "name"; }), "experiment 'name': an id is 'family/name'");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.question = "It asks."; }),
            "experiment 'family/name': its question does not end with a question mark");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.claims.clear(); }), "experiment 'family/name': it claims nothing");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.arms.push_back(it.arms[0]); }),
            "experiment 'family/name': two arms are named 'contender'");
}

TEST(Check, RefusesASentenceWithoutItsThreshold) {
  const auto of = [](const char* sentence) {
    return refusal_of_claim(claim("B1", sentence, ratio("contender", "baseline") >= 1.1));
  };
  EXPECT_EQ(of("It costs more."), "its sentence does not say 'at least 1.1'");
  EXPECT_EQ(of("It costs at least 1.2 times as much."), "its sentence does not say 'at least 1.1'");
  EXPECT_EQ(of("It costs at least 1.1 times as much"), "its sentence does not end with a full stop");
  EXPECT_EQ(of(""), "its sentence does not end with a full stop");
}

TEST(Check, RefusesAClaimWithoutARow) {
  EXPECT_EQ(refusal_of_claim(claim("", "It costs at least 2 times as much.", ratio("contender", "baseline") >= 2)),
            "it names no row of docs/CLAIMS.md");
}

TEST(Check, RefusesAComparisonThatCannotBeMade) {
  EXPECT_EQ(refusal_of_assertion(ratio("nobody", "baseline") >= 1.1), "there is no arm 'nobody'");
  EXPECT_EQ(refusal_of_assertion(ratio("contender", "nobody") >= 1.1), "there is no arm 'nobody'");
  EXPECT_EQ(refusal_of_assertion(ratio("contender", "baseline") >= 0), "the threshold of a ratio is above 0");
  EXPECT_EQ(refusal_of_assertion(ratio("contender", "baseline").within(1)),
            "the threshold of 'within' is a ratio above 1");
  EXPECT_EQ(refusal_of_assertion(value("contender", Metric::allocations_per_op).within(1)),
            "'within' needs a baseline");
  EXPECT_EQ(refusal_of_assertion(value("contender", Metric::time_per_op) <= 5),
            "a claim about time needs a baseline: nanoseconds of one machine say nothing of another");
  EXPECT_EQ(refusal_of_assertion((ratio("contender", "baseline") >= 1.1).where("bytes", from(8))),
            "every level of 'bytes' is in its domain: leave the condition out");
}

TEST(Check, RefusesOneComparisonForTwoClaims) {
  const auto with = [](const ClaimDeclaration& another) {
    return refusal_of([&](Declaration& it) { it.claims.push_back(another); });
  };
  const std::string sentence = "It costs at most 3 times as much.";
  const auto at_most_three = ratio("contender", "baseline") <= 3;
  EXPECT_EQ(with(claim("B1", sentence, at_most_three.where("bytes", up_to(8)))),
            "experiment 'family/name': the claim '" + sentence + "': another claim makes the same comparison");
  EXPECT_EQ(with(claim("B1", sentence, at_most_three)), "") << "another domain is another comparison";
}

TEST(Check, RefusesAKnownAnswerThatNobodyCanGive) {
  const auto with = [](const KnownAnswer& answer) {
    return refusal_of([&](Declaration& it) { it.answers = {answer}; });
  };
  EXPECT_EQ(with({.arm = "contender"}), "");
  EXPECT_EQ(with({.arm = "nobody"}), "experiment 'family/name': there is no arm 'nobody'");
  EXPECT_EQ(with({.arm = "contender", .less = "nobody"}), "experiment 'family/name': there is no arm 'nobody'");
  EXPECT_EQ(with({.pass = Pass::footprint, .arm = "contender"}),
            "experiment 'family/name': a known answer is of the pass 'footprint', which is not made");
}

}  // namespace
}  // namespace memlore::bench
