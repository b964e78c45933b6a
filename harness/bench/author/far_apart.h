#pragma once

#include <cstddef>

namespace memlore::bench {

/// Where the `n`-th walker (0, 1, 2 …) around `size` things begins when the number of walkers is unknown: at 0, 1/2,
/// 1/4, 3/4, 1/8 … of the way (van der Corput 1935), rounded down to a multiple of `step`. Arms that walk the same data
/// need it. If they began at the same place, or a little behind one another, the foremost arm would fetch the data into
/// the caches for the others.
constexpr std::size_t far_beginning(std::size_t n, std::size_t size, std::size_t step = 1) {
  std::size_t place = 0;
  for (std::size_t part = size / 2; n > 0; n /= 2, part /= 2) place += n % 2 * part;
  return place / step * step;
}

}  // namespace memlore::bench
