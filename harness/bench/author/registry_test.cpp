#include "harness/bench/author/registry.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <tuple>

namespace memlore::bench {
namespace {

Declaration good(const std::string& id = "family/name") {
  return {
      .id = id,
      .claim = "It costs more.",
      .source = "a book",
      .operation = "call",
      .factors = {factor("bytes", {8, 64})},
      .arms = {arm("contender", "", [](const Point&) { return no_kernel("test"); }), not_built("baseline", "", "luck")},
      .hypotheses = {expect("contender", "baseline").at_least(1.1)},
      .operations = [](const Point& point) { return point["bytes"] / 8; }};
}

/// What a registry says of a declaration that was spoilt; empty when it takes it.
std::string refusal_of(const std::function<void(Declaration&)>& spoil) {
  auto declaration = good();
  spoil(declaration);
  Registry registry;
  try {
    registry.add(std::move(declaration));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

TEST(Registry, OrdersExperimentsById) {
  Registry registry;
  for (const auto* id : {"b/two", "a/three", "b/one"}) registry.add(good(id));
  std::string order;
  for (const auto& experiment : registry.catalogue().experiments) order += experiment.id + " ";
  EXPECT_EQ(order, "a/three b/one b/two ");
  EXPECT_EQ(registry.find("b/one").id, "b/one");
}

TEST(Registry, KnowsNothingThatWasNotDeclared) {
  Registry registry;
  registry.add(good());
  EXPECT_THROW(std::ignore = registry.find("family/other"), InputError);
  EXPECT_THROW(arm_named(registry.find("family/name"), "other"), InputError);
  EXPECT_EQ(arm_named(registry.find("family/name"), "contender").arm.name, "contender");
}

TEST(Registry, ListsWhatWasDeclared) {
  Registry registry;
  registry.add(good());
  const auto catalogue = registry.catalogue();
  const auto& experiment = catalogue.experiments.at(0);
  EXPECT_EQ(experiment.claim, "It costs more.");
  EXPECT_EQ(experiment.source, "a book");
  EXPECT_EQ(experiment.operation, "call");
  EXPECT_EQ(experiment.factors, good().factors);
  EXPECT_EQ(experiment.hypotheses, good().hypotheses);
  EXPECT_TRUE(experiment.arms.at(0).has_kernel);
  EXPECT_FALSE(experiment.arms.at(1).has_kernel);
  EXPECT_EQ(experiment.arms.at(1).not_built, "not built: needs luck");
  EXPECT_FALSE(catalogue.libraries.empty());
}

TEST(Registry, RefusesAContradiction) {
  EXPECT_EQ(refusal_of([](Declaration&) {}), "");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.id = "name"; }), "experiment 'name': an id is 'family/name'");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.claim.clear(); }), "experiment 'family/name': it claims nothing");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.hypotheses.clear(); }),
            "experiment 'family/name': a claim needs a hypothesis");
  EXPECT_EQ(refusal_of([](Declaration& it) { it.arms.push_back(it.arms[0]); }),
            "experiment 'family/name': two arms are named 'contender'");
}

TEST(Registry, RefusesAHypothesisThatCannotBeJudged) {
  const auto with = [](Hypothesis hypothesis) {
    return refusal_of([&](Declaration& it) { it.hypotheses = {hypothesis}; });
  };
  const std::string prefix = "experiment 'family/name': ";
  EXPECT_EQ(with(expect("nobody", "baseline").at_least(1)), prefix + "a hypothesis names an unknown arm 'nobody'");
  EXPECT_EQ(with(expect("contender", "nobody").at_least(1)), prefix + "a hypothesis names an unknown arm 'nobody'");
  EXPECT_EQ(with(expect("", "baseline").at_least(1)), prefix + "a hypothesis has no contender");
  EXPECT_EQ(with(expect("contender", "baseline").at_least(0)), prefix + "the threshold of a ratio is above 0");
  EXPECT_EQ(with(expect("contender", "baseline").equivalent_within(1)),
            prefix + "an equivalence margin is a ratio above 1");
  EXPECT_NE(
      with(expect_value("contender", Metric::time_per_op).at_most(5)).find("a hypothesis about time needs a baseline"),
      std::string::npos);
  EXPECT_EQ(with(expect_value("contender", Metric::allocations_per_op).at_most(0)), "");
}

TEST(Registry, RefusesAnIdThatIsThereAlready) {
  Registry registry;
  registry.add(good());
  EXPECT_THROW(registry.add(good()), InputError);
  EXPECT_EQ(registry.declarations().size(), 1U);
}

TEST(OperationsOf, IsOneWhereNothingElseIsSaid) {
  const Point point{{{"bytes", 64, ""}}};
  EXPECT_EQ(operations_of(good(), point), 8);
  auto silent = good();
  silent.operations = {};
  EXPECT_EQ(operations_of(silent, point), 1);
}

}  // namespace
}  // namespace memlore::bench
