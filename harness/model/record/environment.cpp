#include "harness/model/record/environment.h"

namespace memlore {

std::optional<std::string> value_of(const Environment& environment, const std::string& topic, const std::string& name) {
  for (const auto& fact : environment.facts) {
    if (fact.topic == topic && fact.name == name) return fact.value;
  }
  return std::nullopt;
}

}  // namespace memlore
