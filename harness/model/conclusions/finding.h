#pragma once

#include <span>
#include <string>
#include <vector>

namespace memlore {

/// How much a finding harms what is measured here. The order is that of harm; what is not known stands below.
enum class Severity {
  unknown,  ///< Could not be looked at; `found` says why.
  ok,
  note,     ///< Changes what the numbers are about, or costs a part of them; comparisons stay as good as they are.
  warning,  ///< Makes comparisons less precise or less general.
  severe,   ///< Numbers measured here cannot be trusted.
};

/// What was seen of one thing about machine, system or build that can bend a measurement.
struct Finding {
  std::string id;  ///< Stable: `governor`, `steal` …
  std::string title;
  Severity severity = Severity::unknown;
  std::string found;   ///< With value and unit; of an unknown, why it is not known.
  std::string effect;  ///< How such a thing bends results, one sentence.
  std::string remedy;  ///< A command, or what to do instead; empty where there is nothing to mend.

  bool operator==(const Finding&) const = default;
};

/// One finding an id, in the order in which ids first come up: the one that harms most and, of equally harmful ones,
/// the last. What was seen at several times of a run is told once.
std::vector<Finding> worst_of_each(std::span<const Finding> findings);

}  // namespace memlore
