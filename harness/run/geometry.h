#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/model/environment.h"

namespace memlore::run {

/// The caches that callgrind is told to simulate.
struct Geometry {
  Cache first_data{.level = 1, .size_bytes = 32768, .ways = 8, .line_bytes = 64, .shared_by = 0};
  Cache last_level{.level = 3, .size_bytes = 8 << 20, .ways = 16, .line_bytes = 64, .shared_by = 0};
  bool from_machine = false;  ///< False: nothing is known of this machine's caches and the values above stand in.

  bool operator==(const Geometry&) const = default;
};

/// This machine's first data cache and its last level, brought to a form callgrind can simulate: it takes a power of
/// two as the number of sets. Its own guess is never used; on virtual machines it has been wrong eightfold.
Geometry geometry_of(std::span<const Cache> caches);

/// `I1=32768,8,64 D1=49152,12,64 LL=33554432,16,64`.
std::string in_words(const Geometry& geometry);

/// `--I1=… --D1=… --LL=…`.
std::vector<std::string> callgrind_flags(const Geometry& geometry);

}  // namespace memlore::run
