#include "harness/app/arguments/nearest.h"

#include <algorithm>
#include <vector>

namespace memlore::app {
namespace {

/// Typing errors between two words: letters missing, added, wrong or swapped with their neighbour (Damerau's distance,
/// in the form that edits no place twice).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> errors(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        errors[i][j] = i + j;
        continue;
      }
      const std::size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
      errors[i][j] = std::min({errors[i - 1][j - 1] + wrong, errors[i - 1][j] + 1, errors[i][j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) errors[i][j] = std::min(errors[i][j], errors[i - 2][j - 2] + 1);
    }
  }
  return errors[a.size()][b.size()];
}

}  // namespace

std::string nearest(std::string_view typed, std::span<const std::string> known) {
  const std::string* best = nullptr;
  std::size_t fewest = 0;
  for (const auto& each : known) {
    // A difference in length is as many errors: words of any length are typed, and only similar ones are compared.
    const auto [shorter, longer] = std::minmax({typed.size(), each.size()});
    if (3 * (longer - shorter) > longer) continue;
    const auto errors = distance(typed, each);
    if (3 * errors > longer || (best != nullptr && errors >= fewest)) continue;
    best = &each;
    fewest = errors;
  }
  return best == nullptr ? std::string() : *best;
}

std::string suggestion(std::string_view typed, std::span<const std::string> known) {
  const auto name = nearest(typed, known);
  return name.empty() ? "" : "; did you mean '" + name + "'?";
}

}  // namespace memlore::app
