#pragma once

#include <string>

namespace memlore {

/// Something about a measurement that a reader of the number must know. It travels with the number to the page;
/// it is never only printed.
struct Warning {
  std::string code;     ///< Stable, machine-readable: `few_processes`, `context_switches`, `page_faults` …
  std::string message;  ///< One sentence for a person, with the figure that caused it.

  bool operator==(const Warning&) const = default;
};

}  // namespace memlore
