#include <fmt/format.h>

#include "harness/model/record/core_width.h"
#include "harness/system/facts/environment_facts.h"

namespace memlore::system {

Facts core_facts(const std::vector<double>& readings) {
  if (readings.empty()) {
    return {to_fact("core", "full_width", absent("nobody read the core's width")),
            to_fact("core", "own_share", absent("nobody read the core's width"))};
  }
  const auto core = core_width_of(readings);
  return {to_fact("core", "full_width", present(fmt::format("{:.2f}", core.full))),
          to_fact("core", "own_share", present(fmt::format("{:.3f}", core.own_share)))};
}

}  // namespace memlore::system
