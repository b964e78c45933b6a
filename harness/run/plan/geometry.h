#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/model/record/counter_source.h"
#include "harness/model/record/environment.h"

namespace memlore::run {

/// The caches that callgrind simulates. The defaults are the reference geometry: the first data cache of most
/// processors of the last ten years, and the smallest of their last levels. They never change, so that simulating a
/// program gives the same result on every machine.
struct Geometry {
  Cache first_data{.level = 1, .size_bytes = 32768, .ways = 8, .line_bytes = 64, .shared_by = 0};
  Cache last_level{.level = 3, .size_bytes = 8 << 20, .ways = 16, .line_bytes = 64, .shared_by = 0};

  bool operator==(const Geometry&) const = default;
};

/// This machine's first data cache and its last level, in a form that callgrind can simulate: the number of sets is a
/// power of two. Callgrind's own guess is never used; on virtual machines it has been wrong by a factor of eight.
/// Nothing where the caches are not known.
std::optional<Geometry> geometry_of(std::span<const Cache> caches);

/// `I1=32768,8,64 D1=49152,12,64 LL=33554432,16,64`.
std::string in_words(const Geometry& geometry);

/// One simulation of all arms, and the sources that its counts are of.
struct Simulation {
  Geometry geometry;
  std::vector<CounterSource> counters;
  std::string source;  ///< In words: `callgrind, reference geometry I1=… D1=… LL=…`.

  bool operator==(const Simulation&) const = default;
};

/// One simulation with the reference geometry and one with the machine's own; a single one where the two are the same
/// or the machine's is not known.
std::vector<Simulation> simulations_of(const std::optional<Geometry>& host);

/// `--I1=… --D1=… --LL=…`.
std::vector<std::string> callgrind_flags(const Geometry& geometry);

}  // namespace memlore::run
