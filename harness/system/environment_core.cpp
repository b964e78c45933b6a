#include <fmt/format.h>

#include <algorithm>

#include "harness/model/core_width.h"
#include "harness/system/environment_facts.h"

namespace memlore::system {

Facts core_facts(const std::vector<double>& readings) {
  if (readings.empty()) {
    return {to_fact("core", "full_width", absent("nobody read the core's width")),
            to_fact("core", "own_share", absent("nobody read the core's width"))};
  }
  const auto full = core_width_of(readings).full;
  const auto own = std::ranges::count_if(readings, [&](double width) { return on_own_core(width, full); });
  const auto share = static_cast<double>(own) / static_cast<double>(readings.size());
  return {to_fact("core", "full_width", present(fmt::format("{:.2f}", full))),
          to_fact("core", "own_share", present(fmt::format("{:.3f}", share)))};
}

}  // namespace memlore::system
