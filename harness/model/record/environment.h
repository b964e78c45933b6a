#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace memlore {

/// One fact about machine, system or build. What is not there is recorded as not there, with the reason.
struct Fact {
  std::string topic;  ///< `cpu`, `cache`, `kernel`, `memory`, `build`, `library`, `worker`, `command` …
  std::string name;   ///< `model`, `governor`, `l1d_bytes` …
  std::optional<std::string> value;
  std::string absent;  ///< Why there is no value; empty when there is one.

  bool operator==(const Fact&) const = default;
};

/// A data or unified cache as a core of the worker's CPU sees it.
struct Cache {
  int level = 0;
  std::int64_t size_bytes = 0;
  int ways = 0;  ///< 0: not known.
  int line_bytes = 0;
  int shared_by = 0;  ///< Logical CPUs that share it.

  bool operator==(const Cache&) const = default;
};

/// Everything about the place of measurement that can change a number.
struct Environment {
  std::string machine;  ///< Short name of the machine, the folder of its runs.
  std::vector<Fact> facts;
  std::vector<Cache> caches;  ///< Of the worker's CPU, first level first; data and unified only.

  bool operator==(const Environment&) const = default;
};

/// The value of a fact; nothing when it is absent or unknown.
std::optional<std::string> value_of(const Environment& environment, const std::string& topic, const std::string& name);

}  // namespace memlore
