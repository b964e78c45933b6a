#include "harness/judge/runs/comparability.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>

namespace memlore::judge {
namespace {

std::string value_in_words(const Environment& environment, const std::string& topic, const std::string& name) {
  return value_of(environment, topic, name).value_or("none");
}

/// Names of the facts about a build that can change what is measured. The preset is only a name for them.
std::set<std::string> build_facts_in(const Environment& environment) {
  std::set<std::string> names;
  for (const auto& fact : environment.facts) {
    if (fact.topic == "build" && fact.name != "preset") names.insert(fact.name);
  }
  return names;
}

/// The hash of the program that was measured, in the linker's own layout, which every build has.
std::string program_in(const Environment& environment) {
  return value_in_words(environment, "worker", "sha1 of layout 0");
}

std::vector<std::string> differences_of_builds(const Environment& first, const Environment& second) {
  std::vector<std::string> differences;
  auto names = build_facts_in(first);
  names.merge(build_facts_in(second));
  for (const auto& name : names) {
    const auto here = value_in_words(first, "build", name);
    const auto there = value_in_words(second, "build", name);
    if (here != there) differences.push_back(fmt::format("{} '{}' and '{}'", name, here, there));
  }
  if (differences.empty() && program_in(first) != program_in(second)) {
    differences.emplace_back("the same settings, but the benches programs differ");
  }
  return differences;
}

void add_declared_otherwise(const Judgement& first, const Judgement& second, std::vector<Warning>& warnings) {
  for (const auto& experiment : first.experiments) {
    for (const auto& here : experiment.claims) {
      const auto* there = claim_like(here.claim, experiment.experiment.id, second);
      if (there == nullptr || declared_alike(here.claim, there->claim)) continue;
      warnings.push_back(
          {"declared_otherwise", fmt::format("{} is declared otherwise: '{}' in the first run, '{}' in the second",
                                             experiment.experiment.id, here.test, there->test)});
    }
  }
}

}  // namespace

std::vector<Warning> warnings_about_pair(const Judgement& first, const Judgement& second) {
  std::vector<Warning> warnings;
  const auto& here = first.environment;
  const auto& there = second.environment;
  if (first.identity.id == second.identity.id && here.machine == there.machine) {
    warnings.push_back({"same_run", fmt::format("both are the run {}, which says nothing of whether it can be repeated",
                                                first.identity.id)});
  }
  if (here.machine != there.machine) {
    warnings.push_back(
        {"different_machines", fmt::format("the runs are of different machines, {} and {}: a difference may be theirs",
                                           here.machine, there.machine)});
  }
  if (first.profile != second.profile) {
    warnings.push_back({"different_profiles",
                        fmt::format("the runs have different profiles, {} and {}: only points of both are compared",
                                    first.profile, second.profile)});
  }
  if (const auto differences = differences_of_builds(here, there); !differences.empty()) {
    warnings.push_back(
        {"different_builds", fmt::format("the runs are of different builds: {}", fmt::join(differences, "; "))});
  }
  if (!first.complete) warnings.push_back({"incomplete", "the first run was interrupted"});
  if (!second.complete) warnings.push_back({"incomplete", "the second run was interrupted"});
  add_declared_otherwise(first, second, warnings);
  return warnings;
}

bool declared_alike(const Claim& one, const Claim& other) {
  return about_the_same(one, other) && one.relation == other.relation && one.threshold == other.threshold;
}

const ClaimJudgement* claim_like(const Claim& claim, const std::string& experiment, const Judgement& judgement) {
  const ClaimJudgement* like = nullptr;
  for (const auto& each : judgement.experiments) {
    if (each.experiment.id != experiment) continue;
    for (const auto& other : each.claims) {
      if (declared_alike(claim, other.claim)) return &other;
      if (like == nullptr && about_the_same(claim, other.claim)) like = &other;
    }
  }
  return like;
}

}  // namespace memlore::judge
