#include "harness/model/conclusions/finding.h"

#include <algorithm>

namespace memlore {

std::vector<Finding> worst_of_each(std::span<const Finding> findings) {
  std::vector<Finding> result;
  for (const auto& finding : findings) {
    const auto known = std::ranges::find(result, finding.id, &Finding::id);
    if (known == result.end()) {
      result.push_back(finding);
    } else if (finding.severity >= known->severity) {
      *known = finding;
    }
  }
  return result;
}

}  // namespace memlore
