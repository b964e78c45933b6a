#include "harness/bench/author/declare.h"

#include <algorithm>

#include "harness/bench/author/registry.h"

namespace memlore::bench {

Factor factor(std::string name, std::vector<std::int64_t> values, const std::vector<std::int64_t>& full_only,
              std::string unit) {
  Factor result{.name = std::move(name), .unit = std::move(unit), .levels = {}};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool end = i == 0 || i + 1 == values.size();
    result.levels.push_back({.value = values[i], .label = {}, .tier = end ? Tier::smoke : Tier::quick});
  }
  for (const auto value : full_only) result.levels.push_back({.value = value, .label = {}, .tier = Tier::full});
  std::ranges::sort(result.levels, {}, &Level::value);
  return result;
}

Factor categories(std::string name, std::vector<std::pair<std::int64_t, std::string>> values) {
  Factor result{.name = std::move(name), .unit = {}, .levels = {}};
  for (auto& [value, label] : values) {
    result.levels.push_back({.value = value, .label = std::move(label), .tier = Tier::smoke});
  }
  return result;
}

ArmDeclaration arm(std::string name, std::string description, Prepare prepare) {
  return {.arm = {.name = std::move(name), .description = std::move(description), .not_built = {}, .layouts = {}},
          .prepare = std::move(prepare)};
}

ArmDeclaration fact(std::string name, std::string description, std::vector<Layout> layouts) {
  return {.arm = {.name = std::move(name),
                  .description = std::move(description),
                  .not_built = {},
                  .layouts = std::move(layouts)},
          .prepare = {}};
}

ArmDeclaration not_built(std::string name, std::string description, const std::string& needs) {
  return {.arm = {.name = std::move(name),
                  .description = std::move(description),
                  .not_built = "not built: needs " + needs,
                  .layouts = {}},
          .prepare = {}};
}

int declare(Declaration declaration) {
  Registry::global().add(std::move(declaration));
  return 0;
}

}  // namespace memlore::bench
