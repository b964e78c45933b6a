#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace memlore::run {

/// SplitMix64 (Steele, Lea and Flood 2014): its output is the same everywhere; that of the standard library's
/// distributions is not. For orders and seeds, not for statistics.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15U;
    auto mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31U);
  }

  /// A number in [0, bound). The bias of the remainder is below 2^-50 for the bounds used here.
  std::uint64_t below(std::uint64_t bound) { return next() % bound; }

  template <class Value>
  void shuffle(std::vector<Value>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t state_;
};

}  // namespace memlore::run
