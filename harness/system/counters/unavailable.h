#pragma once

#include <string>

namespace memlore::system {

/// Why something cannot be had, with the remedy where there is one.
struct Unavailable {
  std::string reason;

  bool operator==(const Unavailable&) const = default;
};

}  // namespace memlore::system
