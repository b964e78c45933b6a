#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace memlore {

/// Where a field lies in its struct.
struct FieldLayout {
  std::string name;
  std::int64_t offset_bytes = 0;
  std::int64_t size_bytes = 0;

  bool operator==(const FieldLayout&) const = default;
};

/// The compiler's own answer about a type: a fact, exact on this compiler and target.
struct Layout {
  std::string type;
  std::int64_t size_bytes = 0;
  std::int64_t alignment_bytes = 0;
  std::vector<FieldLayout> fields;  ///< In the order of their offsets; what no field covers is padding.

  bool operator==(const Layout&) const = default;
};

}  // namespace memlore
