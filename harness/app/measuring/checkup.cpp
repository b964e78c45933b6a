#include "harness/app/measuring/checkup.h"

#include <utility>

#include "harness/doctor/examine.h"
#include "harness/system/facts/environment.h"

namespace memlore::app {

std::vector<Finding> check_up(Environment& environment, const std::vector<CounterStatus>& counters,
                              const std::filesystem::path& folder) {
  environment.facts.push_back(system::free_space_fact(folder));
  return doctor::examine({.environment = environment, .counters = counters});
}

std::vector<Finding> check_up_since(const system::MachineTotals& before, Environment environment) {
  std::erase_if(environment.facts, [](const Fact& fact) { return fact.topic == "activity"; });
  for (auto& fact : system::activity_facts(before, system::read_totals())) environment.facts.push_back(std::move(fact));
  return doctor::examine_activity({.environment = std::move(environment), .counters = {}});
}

}  // namespace memlore::app
