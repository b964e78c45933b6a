#include "harness/app/nearest.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace memlore::app {
namespace {

/// Levenshtein's distance, a row at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string nearest(std::string_view typed, std::span<const std::string> known) {
  const auto best = std::ranges::min_element(known, {}, [&](const std::string& each) { return distance(typed, each); });
  if (best == known.end() || 3 * distance(typed, *best) > std::max(best->size(), typed.size())) return {};
  return *best;
}

std::string suggestion(std::string_view typed, std::span<const std::string> known) {
  const auto name = nearest(typed, known);
  return name.empty() ? "" : "; did you mean '" + name + "'?";
}

}  // namespace memlore::app
