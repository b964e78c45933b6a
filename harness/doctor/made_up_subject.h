#pragma once

// For tests: a subject of which only a few facts are known.

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/doctor/check.h"

namespace memlore::doctor::made_up {

/// `topic/name` and a value.
using Known = std::pair<std::string_view, std::string_view>;

inline Fact fact(const Known& known) {
  const auto slash = known.first.find('/');
  return {.topic = std::string(known.first.substr(0, slash)),
          .name = std::string(known.first.substr(slash + 1)),
          .value = std::string(known.second),
          .absent = {}};
}

inline Subject subject(std::initializer_list<Known> facts, std::vector<CounterStatus> counters = {}) {
  Subject result{.counters = std::move(counters)};
  for (const auto& each : facts) result.environment.facts.push_back(fact(each));
  return result;
}

inline CounterStatus counter(bool hardware, std::string unavailable) {
  return {
      .metric = Metric::cycles_per_op, .event = "event", .hardware = hardware, .unavailable = std::move(unavailable)};
}

inline Subject with_absent(Subject subject, std::string topic, std::string name, std::string reason) {
  subject.environment.facts.push_back({std::move(topic), std::move(name), std::nullopt, std::move(reason)});
  return subject;
}

}  // namespace memlore::doctor::made_up
