#include "harness/model/record/core_width.h"

#include <algorithm>
#include <cstddef>

namespace memlore {

CoreWidth core_width_of(std::vector<double> readings, double known) {
  constexpr double clearly_larger = 1.1;
  if (readings.empty()) return {};
  const auto place = readings.end() - 1 - static_cast<std::ptrdiff_t>(readings.size() / 100);
  std::ranges::nth_element(readings, place);
  const double full = known > clearly_larger * *place ? known : *place;
  const auto found = std::ranges::count_if(readings, [&](double width) { return on_own_core(width, full); });
  return {.full = full, .own_share = static_cast<double>(found) / static_cast<double>(readings.size())};
}

}  // namespace memlore
