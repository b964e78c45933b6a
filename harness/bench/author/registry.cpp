#include "harness/bench/author/registry.h"

#include <algorithm>
#include <set>

#include "harness/bench/worker/libraries.h"

namespace memlore::bench {
namespace {

[[noreturn]] void refuse(const Declaration& declaration, const std::string& what) {
  throw InputError("experiment '" + declaration.id + "': " + what);
}

bool has_arm(const Declaration& declaration, const std::string& name) {
  return std::ranges::any_of(declaration.arms, [&](const auto& each) { return each.arm.name == name; });
}

void check(const Declaration& declaration) {
  if (declaration.id.find('/') == std::string::npos) refuse(declaration, "an id is 'family/name'");
  if (declaration.claim.empty()) refuse(declaration, "it claims nothing");
  if (declaration.hypotheses.empty()) refuse(declaration, "a claim needs a hypothesis");
  std::set<std::string> names;
  for (const auto& each : declaration.arms) {
    if (!names.insert(each.arm.name).second) refuse(declaration, "two arms are named '" + each.arm.name + "'");
  }
  for (const auto& hypothesis : declaration.hypotheses) {
    for (const auto& name : {hypothesis.contender, hypothesis.baseline}) {
      if (!name.empty() && !has_arm(declaration, name))
        refuse(declaration, "a hypothesis names an unknown arm '" + name + "'");
    }
    if (hypothesis.contender.empty()) refuse(declaration, "a hypothesis has no contender");
    if (hypothesis.metric == Metric::time_per_op && hypothesis.baseline.empty()) {
      refuse(declaration,
             "a hypothesis about time needs a baseline: nanoseconds of one machine say nothing of another");
    }
    if (!hypothesis.baseline.empty() && !(hypothesis.threshold > 0))
      refuse(declaration, "the threshold of a ratio is above 0");
    if (hypothesis.relation == Relation::equivalent && !(hypothesis.threshold > 1)) {
      refuse(declaration, "an equivalence margin is a ratio above 1");
    }
    if (hypothesis.relation == Relation::equivalent && hypothesis.baseline.empty()) {
      refuse(declaration, "an equivalence needs a baseline");
    }
  }
  for (const auto& answer : declaration.answers) {
    for (const auto& name : {answer.arm, answer.less}) {
      if (!name.empty() && !has_arm(declaration, name))
        refuse(declaration, "a known answer names an unknown arm '" + name + "'");
    }
    if (answer.arm.empty()) refuse(declaration, "a known answer is of no arm");
    if (std::ranges::find(declaration.passes, answer.pass) == declaration.passes.end())
      refuse(declaration, "a known answer is of a pass that is not made");
  }
}

}  // namespace

Registry& Registry::global() {
  static Registry registry;
  return registry;
}

void Registry::add(Declaration declaration) {
  check(declaration);
  const auto place = std::ranges::lower_bound(declarations_, declaration.id, {}, &Declaration::id);
  if (place != declarations_.end() && place->id == declaration.id) refuse(declaration, "is declared twice");
  declarations_.insert(place, std::move(declaration));
}

Catalogue Registry::catalogue() const {
  Catalogue result{.experiments = {}, .libraries = linked_libraries()};
  for (const auto& declaration : declarations_) {
    Experiment experiment{.id = declaration.id,
                          .claim = declaration.claim,
                          .source = declaration.source,
                          .operation = declaration.operation,
                          .factors = declaration.factors,
                          .arms = {},
                          .hypotheses = declaration.hypotheses,
                          .passes = declaration.passes,
                          .caveats = declaration.caveats,
                          .answers = declaration.answers};
    for (const auto& each : declaration.arms) {
      experiment.arms.push_back(each.arm);
      experiment.arms.back().has_kernel = static_cast<bool>(each.prepare);
    }
    result.experiments.push_back(std::move(experiment));
  }
  return result;
}

const Declaration& Registry::find(std::string_view id) const {
  const auto place = std::ranges::lower_bound(declarations_, id, {}, &Declaration::id);
  if (place == declarations_.end() || place->id != id) throw InputError("no experiment '" + std::string(id) + "'");
  return *place;
}

std::int64_t operations_of(const Declaration& declaration, const Point& point) {
  return declaration.operations ? declaration.operations(point) : 1;
}

const ArmDeclaration& arm_named(const Declaration& declaration, std::string_view name) {
  for (const auto& each : declaration.arms) {
    if (each.arm.name == name) return each;
  }
  refuse(declaration, "no arm '" + std::string(name) + "'");
}

}  // namespace memlore::bench
