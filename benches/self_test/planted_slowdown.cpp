// Is a slowdown that is really there found? For `memlore aa`: no lore is tested, so it is neither listed nor run
// otherwise.
//
// Both arms are the same code, so a code layout does the same to both; the slowed arm is given more steps of the same
// work. That it does as much more as it says is checked by its instructions in the simulated pass.

#include <memory>
#include <numeric>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/far_apart.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

constexpr std::int64_t per_mille = 1000;

Factor slowdowns() { return factor("slowdown_per_mille", {0, 5, 10, 20, 30, 50}); }

/// Additions of a thousand numbers in the first-level cache, and of as many more as the slowdown asks for.
Kernel sum_of(std::int64_t extra) {
  std::vector<std::uint64_t> numbers(2 * per_mille);
  std::iota(numbers.begin(), numbers.end(), 1U);
  return kernel([numbers = std::move(numbers), steps = static_cast<std::size_t>(per_mille + extra)] {
    const auto* const all = opaque(numbers.data());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < steps; ++i) sum += opaque(all[i]);
    // What is returned must not depend on the extra work, and the compiler may not know.
    return opaque(sum) & 0U;
  });
}

struct alignas(64) Line {
  std::uint32_t next = 0;
};

/// 64 MiB of lines, each with the place of the next: one cycle through all of them in random order. Arms that live at
/// the same time share it and begin far from one another.
struct Cycle {
  std::vector<Line> lines;
  std::vector<std::uint32_t> order;
  std::size_t walkers = 0;  ///< That have begun.
};

std::shared_ptr<Cycle> shared_cycle() {
  constexpr std::size_t count = (64U << 20U) / sizeof(Line);
  static std::weak_ptr<Cycle> latest;
  if (auto cycle = latest.lock()) return cycle;
  auto cycle = std::make_shared<Cycle>(Cycle{.lines = std::vector<Line>(count), .order = shuffled_indices(count)});
  const auto& order = cycle->order;
  for (std::size_t i = 0; i < count; ++i) cycle->lines[order[i]].next = order[(i + 1) % count];
  latest = cycle;
  return cycle;
}

/// Hops from line to line, each to an address that the one before it loaded: two thousand, and as many more as the
/// slowdown asks for.
Kernel chase_of(std::int64_t extra) {
  constexpr std::int64_t hops_per_mille = 2;
  auto cycle = shared_cycle();
  const auto begin = cycle->order[far_beginning(cycle->walkers++, cycle->order.size())];
  return kernel([cycle = std::move(cycle), hops = hops_per_mille * (per_mille + extra), place = begin]() mutable {
    const auto* const all = opaque(cycle->lines.data());
    for (std::int64_t hop = 0; hop < hops; ++hop) place = all[place].next;
    return std::uint64_t{opaque(place)} & 0U;
  });
}

template <class Prepare>
Declaration planted(const char* id, const char* question, const char* operation, Prepare prepare) {
  return {.id = id,
          .question = question,
          .operation = operation,
          .factors = {slowdowns()},
          .arms = {arm("plain", "the work", [prepare](const Point&) { return prepare(0); }),
                   arm("slowed", "the same, and some more of it",
                       [prepare](const Point& point) { return prepare(point["slowdown_per_mille"]); })},
          .claims = {claim("self-test", "The slowed arm takes at least as long as the plain one.",
                           ratio("slowed", "plain") >= 1)},
          .passes = {Pass::time, Pass::simulate}};
}

const auto in_cache =
    declare(planted("self-test/cache-resident", "Is it seen that a sum with more to add takes longer?", "sum", sum_of));

const auto in_memory = declare(
    planted("self-test/memory-bound", "Is it seen that a chase with more hops takes longer?", "chase", chase_of));

}  // namespace
}  // namespace memlore::bench
