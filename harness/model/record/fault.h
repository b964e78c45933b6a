#pragma once

#include <string>

namespace memlore {

/// What an arm did wrong. Its experiment is invalid; the rest of the run goes on.
struct Fault {
  std::string experiment;
  std::string point;  ///< The point's key.
  std::string arm;
  std::string kind;    ///< `crashed`, `hung`, `wrong_checksum`, `threw`.
  std::string detail;  ///< One sentence with the numbers.

  bool operator==(const Fault&) const = default;
};

}  // namespace memlore
