#include "harness/system/cpus/core_width.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
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

/// Makes the compiler forget the value in a register.
[[gnu::always_inline]] inline void forget(std::uint64_t& value) { asm volatile("" : "+r"(value)); }

// NOLINTEND(hicpp-no-assembler)

/// The step is in a register: some processors add a constant while they rename registers, several times per cycle.
template <class... Values>
[[gnu::always_inline]] inline void add_to_each(std::uint64_t step, Values&... values) {
  ((values += step, forget(values)), ...);
}

template <class... Values>
[[gnu::always_inline]] inline void add_eight_times_to_each(std::uint64_t step, Values&... values) {
  add_to_each(step, values...);
  add_to_each(step, values...);
  add_to_each(step, values...);
  add_to_each(step, values...);
  add_to_each(step, values...);
  add_to_each(step, values...);
  add_to_each(step, values...);
  add_to_each(step, values...);
}

/// Additions that do not wait for one another: how many go through depends on the execution units, too.
[[gnu::noinline, gnu::aligned(64)]] void add_independently(int rows) {
  std::uint64_t step = 1;
  forget(step);
  // NOLINTNEXTLINE(readability-isolate-declaration): eight of a kind
  std::uint64_t a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
  for (int row = 0; row < rows; ++row) {
    add_eight_times_to_each(step, a, b, c, d, e, f, g, h);
  }
}

/// Additions of which each waits for the one before it, for a cycle: the core's clock.
[[gnu::noinline, gnu::aligned(64)]] void add_in_a_chain(int rows) {
  std::uint64_t step = 1;
  forget(step);
  std::uint64_t a = 0;
  for (int row = 0; row < rows; ++row) {
    add_eight_times_to_each(step, a, a, a, a, a, a, a, a);
  }
}

Clock::duration time_of_chain(int rows) {
  const auto begin = Clock::now();
  add_in_a_chain(rows);
  return Clock::now() - begin;
}

/// The factor by which a reading is longer than the lengths above, so that it takes forty steps of this clock; at most
/// eight. A clock of 25 MHz, as on some Arm machines, needs three.
int find_lengthening() {
  constexpr int looks = 200;
  constexpr int steps = 40;
  constexpr int most = 8;
  constexpr std::chrono::nanoseconds shortest_part{800};
  auto step = Clock::duration::max();
  auto last = Clock::now();
  for (int look = 0; look < looks; ++look) {
    const auto now = Clock::now();
    if (now > last) step = std::min(step, now - last);
    last = now;
  }
  if (step == Clock::duration::max()) return most;
  return static_cast<int>(
      std::clamp<std::int64_t>((steps * step + shortest_part - Clock::duration{1}) / shortest_part, 1, most));
}

}  // namespace

std::optional<double> read_core_width() {
  static const int lengthening = find_lengthening();
  do_nothing(rows_of_nothing / lead_in_share);
  add_independently(rows_of_additions / lead_in_share);
  const auto begin = Clock::now();
  do_nothing(lengthening * rows_of_nothing);
  add_independently(lengthening * rows_of_additions);
  const std::chrono::duration<double> free = Clock::now() - begin;
  // The shorter of two counts: an interrupt would look like a wide core.
  const auto rows = lengthening * rows_of_chained_additions;
  const std::chrono::duration<double> chained = std::min(time_of_chain(rows), time_of_chain(rows));
  if (free.count() <= 0 || chained.count() <= 0) return std::nullopt;
  const double cycles = rows * instructions_a_row * (free / chained);
  return lengthening * (rows_of_nothing + rows_of_additions) * instructions_a_row / cycles;
}

std::vector<double> watch_core() {
  constexpr std::chrono::milliseconds length{200};
  std::vector<double> widths;
  for (const auto begin = Clock::now(); Clock::now() - begin < length;) {
    if (const auto width = read_core_width()) widths.push_back(*width);
  }
  return widths;
}

}  // namespace memlore::system
