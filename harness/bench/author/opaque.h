#pragma once

// Small tools that hide values from the optimiser, and seeded data for kernels.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace memlore::bench {

/// Returns its argument; the compiler then knows nothing about the value. For pointers and small values that fit a
/// register.
template <class Value>
[[gnu::always_inline]] inline Value opaque(Value value) {
  asm volatile("" : "+r"(value));  // NOLINT(hicpp-no-assembler): there is no other way to say it
  return value;
}

/// Makes the compiler assume that everything reachable from this pointer was read and written.
template <class Value>
[[gnu::always_inline]] inline void escape(Value* pointer) {
  asm volatile("" : : "r"(pointer) : "memory");  // NOLINT(hicpp-no-assembler)
}

/// A generator whose data are the same in every arm and process.
inline std::mt19937_64 seeded_generator(std::uint64_t seed = 20240607) { return std::mt19937_64{seed}; }

/// 0, 1, …, count-1 in a seeded random order. Fisher and Yates by hand, because std::shuffle differs between standard
/// libraries.
inline std::vector<std::uint32_t> shuffled_indices(std::size_t count, std::uint64_t seed = 20240607) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  auto generator = seeded_generator(seed);
  for (std::size_t i = count; i > 1; --i) std::swap(indices[i - 1], indices[generator() % i]);
  return indices;
}

}  // namespace memlore::bench

/// Keeps the call of a function a real call, with its arguments passed as the ABI says: no inlining, no cloning, no
/// constant propagation.
#if defined(__clang__)
#define MEMLORE_OPAQUE_CALL [[gnu::noinline]]
#else
#define MEMLORE_OPAQUE_CALL [[gnu::noipa]]
#endif
