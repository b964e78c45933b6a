#include "harness/system/core_width.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace memlore::system {
namespace {

using Clock = std::chrono::steady_clock;

/// Each about a microsecond at 3 GHz, on a core that takes in six instructions per cycle and adds three or four times.
constexpr int rows_of_nothing = 300;
constexpr int rows_of_additions = 180;
constexpr int rows_of_chained_additions = 40;
constexpr int lead_in_share = 8;  ///< Of the rows, untimed: the loops have left the caches since the last reading.
constexpr int instructions_a_row = 64;

// NOLINTBEGIN(hicpp-no-assembler): what must not be compiled away can be said in no other way

/// Instructions that need no execution unit, no register and no memory: how many go through depends on what the core
/// takes in per cycle and on nothing else.
[[gnu::noinline, gnu::aligned(64)]] void do_nothing(int rows) {
  for (int row = 0; row < rows; ++row) {
    asm volatile(".rept 64\n nop\n .endr");
  }
}

/// The compiler neither drops the addition nor joins it with the next.
[[gnu::always_inline]] inline void add_one(std::uint64_t& value) {
  ++value;
  asm volatile("" : "+r"(value));
}

// NOLINTEND(hicpp-no-assembler)

template <class... Values>
[[gnu::always_inline]] inline void add_one_to_each(Values&... values) {
  (add_one(values), ...);
}

/// Additions that do not wait for one another: how many go through depends on the execution units, too.
[[gnu::noinline, gnu::aligned(64)]] void add_independently(int rows) {
  std::uint64_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;  // NOLINT(readability-isolate-declaration)
  for (int row = 0; row < rows; ++row) {
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
    add_one_to_each(a, b, c, d, e, f, g, h);
  }
}

/// Additions of which each waits for the one before it, for a cycle: the core's clock.
[[gnu::noinline, gnu::aligned(64)]] void add_in_a_chain(int rows) {
  std::uint64_t a = 0;
  for (int row = 0; row < rows; ++row) {
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
    add_one_to_each(a, a, a, a, a, a, a, a);
  }
}

/// Of two the shorter one counts: an interrupt in it would be taken for a wide core.
Clock::duration time_of_chain() {
  const auto begin = Clock::now();
  add_in_a_chain(rows_of_chained_additions);
  return Clock::now() - begin;
}

}  // namespace

double read_core_width() {
  do_nothing(rows_of_nothing / lead_in_share);
  add_independently(rows_of_additions / lead_in_share);
  const auto begin = Clock::now();
  do_nothing(rows_of_nothing);
  add_independently(rows_of_additions);
  const std::chrono::duration<double> free = Clock::now() - begin;
  const std::chrono::duration<double> chained = std::min(time_of_chain(), time_of_chain());
  const double cycles = rows_of_chained_additions * instructions_a_row * (free / chained);
  return (rows_of_nothing + rows_of_additions) * instructions_a_row / cycles;
}

std::vector<double> watch_core() {
  constexpr std::chrono::milliseconds length{200};
  std::vector<double> widths;
  for (const auto begin = Clock::now(); widths.empty() || Clock::now() - begin < length;)
    widths.push_back(read_core_width());
  return widths;
}

}  // namespace memlore::system
