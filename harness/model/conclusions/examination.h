#pragma once

#include <string>
#include <vector>

#include "harness/model/conclusions/finding.h"

namespace memlore {

/// Schema of what `memlore doctor --json` prints.
inline constexpr int examination_schema_version = 1;

/// What the doctor says of a machine and a build.
struct Examination {
  std::string machine;            ///< Its short name.
  std::string conclusion;         ///< One line: may numbers measured here be trusted?
  std::vector<Finding> findings;  ///< The most harmful first, then what is not known, then what is as it should be.

  bool operator==(const Examination&) const = default;
};

}  // namespace memlore
