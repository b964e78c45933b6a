#pragma once

// Which type each object has, in the order of the walk: the data that a branch predictor has to predict.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "harness/bench/author/opaque.h"
#include "harness/model/catalogue/point.h"

namespace memlore::bench {

/// Objects of one iteration. A whole walk would be one iteration of half a millisecond; chunks keep blocks short.
inline constexpr std::size_t chunk = 1024;

enum Order : std::int64_t {
  random_order,     ///< No period within the array.
  repeating_order,  ///< Random, but the same 4096 types over and over: what a benchmark of a small array measures.
  sorted_order,     ///< All of one type, then all of the next.
};

struct Resident {
  int type = 0;
  std::uint64_t value = 0;
};

inline std::vector<Resident> population(const Point& point) {
  constexpr std::size_t period = 4096;
  std::vector<Resident> result(static_cast<std::size_t>(point["objects"]));
  auto generator = seeded_generator();
  const auto types = static_cast<std::uint64_t>(point["types"]);
  // The high bits, by a product: a modulus would keep the low bits of the generator.
  for (auto& each : result) each = {static_cast<int>((generator() >> 32U) * types >> 32U), generator()};
  if (point["order"] == repeating_order) {
    for (std::size_t i = period; i < result.size(); ++i) result[i].type = result[i - period].type;
  }
  if (point["order"] == sorted_order) std::ranges::stable_sort(result, {}, &Resident::type);
  return result;
}

/// The same objects, chunk for chunk, with those of one type together within each chunk.
inline std::vector<Resident> grouped(std::vector<Resident> residents) {
  for (std::size_t begin = 0; begin < residents.size(); begin += chunk) {
    const auto first = residents.begin() + static_cast<std::ptrdiff_t>(begin);
    std::stable_sort(first, first + chunk, [](const auto& left, const auto& right) { return left.type < right.type; });
  }
  return residents;
}

}  // namespace memlore::bench
