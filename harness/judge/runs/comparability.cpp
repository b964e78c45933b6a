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

using Unmatched = std::vector<const Hypothesis*>;

Unmatched not_alike(const ClaimJudgement& claim, const ClaimJudgement& other) {
  Unmatched result;
  for (const auto& each : claim.hypotheses) {
    const auto alike = [&](const auto& there) { return declared_alike(each.hypothesis, there.hypothesis); };
    if (std::ranges::none_of(other.hypotheses, alike)) result.push_back(&each.hypothesis);
  }
  return result;
}

bool about_the_same(const Hypothesis& one, const Hypothesis& other) {
  return one.contender == other.contender && one.baseline == other.baseline && one.metric == other.metric;
}

Warning declared_otherwise(const std::string& experiment, const std::string& what) {
  return {"declared_otherwise", fmt::format("{} is declared otherwise: {}", experiment, what)};
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
  return warnings;
}

bool declared_alike(const Hypothesis& one, const Hypothesis& other) {
  return about_the_same(one, other) && one.relation == other.relation && one.threshold == other.threshold;
}

std::vector<Warning> warnings_about_declarations(const ClaimJudgement& first, const ClaimJudgement& second) {
  std::vector<Warning> warnings;
  const auto& experiment = first.experiment.id;
  auto there = not_alike(second, first);
  for (const auto* here : not_alike(first, second)) {
    const auto other =
        std::ranges::find_if(there, [&](const Hypothesis* each) { return about_the_same(*here, *each); });
    if (other == there.end()) {
      warnings.push_back(declared_otherwise(experiment, fmt::format("only the first run has '{}'", in_words(*here))));
      continue;
    }
    warnings.push_back(declared_otherwise(
        experiment, fmt::format("'{}' in the first run, '{}' in the second", in_words(*here), in_words(**other))));
    there.erase(other);
  }
  for (const auto* each : there) {
    warnings.push_back(declared_otherwise(experiment, fmt::format("only the second run has '{}'", in_words(*each))));
  }
  return warnings;
}

}  // namespace memlore::judge
