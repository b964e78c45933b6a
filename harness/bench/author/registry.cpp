#include "harness/bench/author/registry.h"

#include <algorithm>

#include "harness/bench/author/check.h"
#include "harness/bench/worker/libraries.h"

namespace memlore::bench {

Registry& Registry::global() {
  static Registry registry;
  return registry;
}

void Registry::add(Declaration declaration) {
  check(declaration);
  const auto place = std::ranges::lower_bound(declarations_, declaration.id, {}, &Declaration::id);
  if (place != declarations_.end() && place->id == declaration.id) refuse(declaration, "it is declared twice");
  declarations_.insert(place, std::move(declaration));
}

Catalogue Registry::catalogue() const {
  Catalogue result{.experiments = {}, .libraries = linked_libraries()};
  for (const auto& declaration : declarations_) {
    Experiment experiment{.id = declaration.id,
                          .question = declaration.question,
                          .operation = declaration.operation,
                          .factors = declaration.factors,
                          .arms = {},
                          .claims = {},
                          .passes = declaration.passes,
                          .caveats = declaration.caveats,
                          .answers = declaration.answers};
    for (const auto& each : declaration.arms) {
      experiment.arms.push_back(each.arm);
      experiment.arms.back().has_kernel = static_cast<bool>(each.prepare);
    }
    for (const auto& each : declaration.claims) experiment.claims.push_back(resolved(each, declaration.factors));
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
  refuse(declaration, "there is no arm '" + std::string(name) + "'");
}

}  // namespace memlore::bench
