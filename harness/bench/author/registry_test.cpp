#include "harness/bench/author/registry.h"

#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "harness/bench/author/made_up_arms.h"

namespace memlore::bench {
namespace {

TEST(Registry, OrdersExperimentsById) {
  Registry registry;
  for (const auto* id : {"b/two", "a/three", "b/one"}) registry.add(good_declaration(id));
  std::string order;
  for (const auto& experiment : registry.catalogue().experiments) order += experiment.id + " ";
  EXPECT_EQ(order, "a/three b/one b/two ");
  EXPECT_EQ(registry.find("b/one").id, "b/one");
}

TEST(Registry, KnowsNothingThatWasNotDeclared) {
  Registry registry;
  registry.add(good_declaration());
  EXPECT_THROW(std::ignore = registry.find("family/other"), InputError);
  EXPECT_THROW(arm_named(registry.find("family/name"), "other"), InputError);
  EXPECT_EQ(arm_named(registry.find("family/name"), "contender").arm.name, "contender");
}

TEST(Registry, ListsWhatWasDeclared) {
  Registry registry;
  registry.add(good_declaration());
  const auto catalogue = registry.catalogue();
  const auto& experiment = catalogue.experiments.at(0);
  EXPECT_EQ(experiment.question, "Does it cost more?");
  EXPECT_EQ(experiment.operation, "call");
  EXPECT_EQ(experiment.factors, good_declaration().factors);
  EXPECT_TRUE(experiment.arms.at(0).has_kernel);
  EXPECT_FALSE(experiment.arms.at(1).has_kernel);
  EXPECT_EQ(experiment.arms.at(1).not_built, "not built: needs luck");
  EXPECT_FALSE(catalogue.libraries.empty());
}

TEST(Registry, ListsClaimsWithTheLevelsOfTheirDomain) {
  Registry registry;
  registry.add(good_declaration());
  EXPECT_EQ(registry.catalogue().experiments.at(0).claims, (std::vector<Claim>{{"B1",
                                                                                "It costs at least 1.1 times as much.",
                                                                                "contender",
                                                                                "baseline",
                                                                                Metric::time_per_op,
                                                                                Relation::at_least,
                                                                                1.1,
                                                                                {{"bytes", {8}}}}}));
}

TEST(Registry, RefusesAContradiction) {
  Registry registry;
  auto declaration = good_declaration();
  declaration.claims.clear();
  EXPECT_THROW(registry.add(declaration), InputError);
  EXPECT_TRUE(registry.declarations().empty());
}

TEST(Registry, RefusesAnIdThatIsThereAlready) {
  Registry registry;
  registry.add(good_declaration());
  EXPECT_THROW(registry.add(good_declaration()), InputError);
  EXPECT_EQ(registry.declarations().size(), 1U);
}

TEST(OperationsOf, IsOneWhereNothingElseIsSaid) {
  const Point point{{{"bytes", 64, ""}}};
  EXPECT_EQ(operations_of(good_declaration(), point), 8);
  auto silent = good_declaration();
  silent.operations = {};
  EXPECT_EQ(operations_of(silent, point), 1);
}

}  // namespace
}  // namespace memlore::bench
