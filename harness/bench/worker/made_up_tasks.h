#pragma once

// For tests of the tasks: arms of every kind that a task may meet, and access to what it reports.

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness/bench/author/made_up_arms.h"

namespace memlore::bench {

/// Calls that the arm `gives_up` survives.
inline int calls_left = 0;

inline std::string experiment_of_tasks() {
  return made_up_experiment(
      "tasks",
      {{"one", [](const Point&) { return counting(); }},
       {"two", [](const Point&) { return counting(); }},
       {"double", [](const Point&) { return counting(2); }},
       {"is_absent", [](const Point&) { return no_kernel("not here"); }},
       {"touches",
        [](const Point&) {
          return kernel([page = std::vector<char>(1 << 22, 'x')] { return static_cast<std::uint64_t>(page[7]); });
        }},
       {"gives_up",
        [](const Point&) {
          return kernel([]() -> std::uint64_t { return calls_left-- > 0 ? 1 : throw std::runtime_error("gave up"); });
        }},
       {"nothing", [](const Point&) { return kernel([] { return std::uint64_t{0}; }); }},
       {"nothing_in_threads",
        [](const Point&) { return threaded_kernel(2, [](int) { return [] { return std::uint64_t{0}; }; }); }}});
}

/// That member of each record.
inline std::vector<nlohmann::json> values_of(const std::vector<nlohmann::json>& records, const char* member) {
  std::vector<nlohmann::json> values;
  for (const auto& record : records) values.push_back(record.at(member));
  return values;
}

}  // namespace memlore::bench
