#include "harness/judge/runs/comparability.h"

#include <gtest/gtest.h>

#include "harness/judge/runs/made_up_judgement.h"

namespace memlore::judge {
namespace {

using made_up::at_least;

Judgement run(const std::string& id) { return made_up::judgement(id, {}); }

Fact& fact_of(Judgement& judgement, const std::string& name) {
  for (auto& fact : judgement.environment.facts) {
    if (fact.name == name) return fact;
  }
  throw std::logic_error("no fact " + name);
}

/// The one warning about a pair; none at all gives an empty one.
Warning only_warning(const Judgement& first, const Judgement& second) {
  const auto warnings = warnings_about_pair(first, second);
  EXPECT_LE(warnings.size(), 1U);
  return warnings.empty() ? Warning{} : warnings.front();
}

bool says(const Warning& warning, const std::string& words) { return warning.message.find(words) != std::string::npos; }

/// A run whose one experiment makes these claims.
Judgement claiming(const std::string& id, const std::vector<Claim>& claims) {
  ExperimentJudgement experiment;
  experiment.experiment.id = "family/name";
  for (const auto& each : claims) experiment.claims.push_back(made_up::claim(each, VerdictWord::holds));
  return made_up::judgement(id, {experiment});
}

TEST(WarningsAboutPair, AreNoneForRepetitions) { EXPECT_EQ(only_warning(run("one"), run("two")), Warning{}); }

TEST(WarningsAboutPair, NameDifferentMachines) {
  auto other = run("two");
  other.environment.machine = "sundial-8cpu";
  const auto warning = only_warning(run("one"), other);
  EXPECT_EQ(warning.code, "different_machines");
  EXPECT_TRUE(says(warning, "abacus-2cpu and sundial-8cpu")) << warning.message;
}

TEST(WarningsAboutPair, NameDifferentProfiles) {
  auto other = run("two");
  other.profile = "full";
  const auto warning = only_warning(run("one"), other);
  EXPECT_EQ(warning.code, "different_profiles");
  EXPECT_TRUE(says(warning, "quick and full")) << warning.message;
}

TEST(WarningsAboutPair, NameEachFactInWhichTheBuildsDiffer) {
  auto other = run("two");
  fact_of(other, "compiler").value = "Clang 14.0.6";
  fact_of(other, "sanitizers").value = "address";
  fact_of(other, "sha1 of layout 0").value = "c0ffee";
  const auto warning = only_warning(run("one"), other);
  EXPECT_EQ(warning.code, "different_builds");
  EXPECT_TRUE(says(warning, "compiler 'GNU 12.2.0' and 'Clang 14.0.6'; sanitizers 'none' and 'address'"))
      << warning.message;
  EXPECT_FALSE(says(warning, "flags")) << warning.message;
  EXPECT_FALSE(says(warning, "programs")) << "goes without saying: " << warning.message;
}

TEST(WarningsAboutPair, SeeAFactThatOneBuildDoesNotHave) {
  auto other = run("two");
  other.environment.facts.push_back({"build", "linker", "LLD 14", ""});
  for (const auto& warning : {only_warning(run("one"), other), only_warning(other, run("one"))}) {
    EXPECT_EQ(warning.code, "different_builds");
    EXPECT_TRUE(says(warning, "linker")) << warning.message;
  }
}

TEST(WarningsAboutPair, TakeThePresetForANameAndNotForADifference) {
  auto other = run("two");
  fact_of(other, "preset").value = "full";
  EXPECT_EQ(only_warning(run("one"), other), Warning{});
}

TEST(WarningsAboutPair, SeeThatTheProgramDiffersThoughTheSettingsDoNot) {
  auto other = run("two");
  fact_of(other, "sha1 of layout 0").value = "c0ffee";
  const auto warning = only_warning(run("one"), other);
  EXPECT_EQ(warning.code, "different_builds");
  EXPECT_TRUE(says(warning, "benches programs differ")) << warning.message;
}

TEST(WarningsAboutPair, NameTheRunThatWasInterrupted) {
  auto other = run("two");
  other.complete = false;
  EXPECT_EQ(only_warning(run("one"), other), (Warning{"incomplete", "the second run was interrupted"}));
  EXPECT_EQ(only_warning(other, run("one")), (Warning{"incomplete", "the first run was interrupted"}));
}

TEST(WarningsAboutPair, SayThatARunWasComparedWithItself) {
  const auto warning = only_warning(run("one"), run("one"));
  EXPECT_EQ(warning.code, "same_run");
  EXPECT_TRUE(says(warning, "the run one")) << warning.message;
}

TEST(WarningsAboutPair, TellRunsOfTwoMachinesApartThatHaveOneId) {
  auto other = run("one");
  other.environment.machine = "sundial-8cpu";
  EXPECT_EQ(only_warning(run("one"), other).code, "different_machines");
}

TEST(DeclaredAlike, DoesNotLookAtTheStatement) {
  auto reworded = at_least(1.1);
  reworded.sentence = "It takes longer.";
  EXPECT_TRUE(declared_alike(at_least(1.1), reworded));
  EXPECT_FALSE(declared_alike(at_least(1.1), at_least(1.2)));
  auto other = at_least(1.1);
  other.relation = Relation::at_most;
  EXPECT_FALSE(declared_alike(at_least(1.1), other));
  other = at_least(1.1);
  other.metric = Metric::cycles_per_op;
  EXPECT_FALSE(declared_alike(at_least(1.1), other));
  other = at_least(1.1);
  other.contender = "another";
  EXPECT_FALSE(declared_alike(at_least(1.1), other));
  other = at_least(1.1);
  other.baseline = "another";
  EXPECT_FALSE(declared_alike(at_least(1.1), other));
}

TEST(WarningsAboutPair, AreNoneWhereBothClaimTheSameInAnotherOrder) {
  EXPECT_EQ(only_warning(claiming("one", {at_least(1.1), at_least(2)}), claiming("two", {at_least(2), at_least(1.1)})),
            Warning{});
}

TEST(WarningsAboutPair, NameBothThresholds) {
  const auto warning = only_warning(claiming("one", {at_least(1.1)}), claiming("two", {at_least(1.2)}));
  EXPECT_EQ(warning.code, "declared_otherwise");
  EXPECT_EQ(warning.message,
            "family/name is declared otherwise: 'contender / baseline: time per operation ≥ 1.1' in the first run, "
            "'contender / baseline: time per operation ≥ 1.2' in the second");
}

TEST(ClaimLike, PrefersTheClaimThatSaysTheSame) {
  const auto judgement = claiming("one", {at_least(1.2), at_least(1.1)});
  EXPECT_EQ(claim_like(at_least(1.1), "family/name", judgement)->claim, at_least(1.1));
  EXPECT_EQ(claim_like(at_least(3), "family/name", judgement)->claim, at_least(1.2));
  EXPECT_EQ(claim_like(at_least(3), "family/other", judgement), nullptr);
  auto other = at_least(1.1);
  other.contender = "another";
  EXPECT_EQ(claim_like(other, "family/name", judgement), nullptr);
}

}  // namespace
}  // namespace memlore::judge
