// Are mispredictions counted rightly? A branch on a coin is mispredicted half of the time, one on a bit that changes
// twice in 65536 iterations hardly ever. The branch has an instruction in it that the compiler may not move, so that it
// stays a branch.

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

constexpr std::int64_t walk = 65536;

/// xorshift64 (Marsaglia 2003): a sequence that no predictor learns.
struct Coin {
  std::uint64_t state = 0x9e3779b97f4a7c15U;
  [[gnu::always_inline]] bool next() {
    state ^= state << 13U;
    state ^= state >> 7U;
    state ^= state << 17U;
    return (state & 1U) != 0;
  }
};

struct Sorted {
  std::uint64_t count = 0;
  [[gnu::always_inline]] bool next() { return (++count & walk / 2) != 0; }
};

template <class Bits>
Kernel branch_on(Bits bits) {
  return kernel([bits]() mutable {
    if (bits.next()) asm volatile("nop" : : : "memory");  // NOLINT(hicpp-no-assembler)
    return std::uint64_t{0};
  });
}

KnownAnswer answer(Pass pass, Metric metric, std::string arm, double expected, std::string question) {
  return {.pass = pass,
          .metric = metric,
          .arm = std::move(arm),
          .expected = expected,
          .tolerance = 0.025,
          .question = std::move(question)};
}

const auto declared = declare({
    .id = "self-test/branches",
    .question = "Are mispredictions of branches counted rightly?",
    .operation = "branch",
    .factors = {},
    .arms = {arm("coin", "a branch on a random bit", [](const Point&) { return branch_on(Coin{}); }),
             arm("sorted", "a branch on a bit that seldom changes", [](const Point&) { return branch_on(Sorted{}); })},
    .claims = {claim("self-test", "A branch on a coin is mispredicted at least 0.475 times.",
                     value("coin", Metric::conditional_mispredictions_per_op) >= 0.475)},
    .passes = {Pass::count, Pass::simulate},
    .answers = {answer(Pass::count, Metric::branch_misses_per_op, "coin", 0.5, "a branch on a coin"),
                answer(Pass::count, Metric::branch_misses_per_op, "sorted", 0, "a branch on sorted bits"),
                answer(Pass::simulate, Metric::conditional_mispredictions_per_op, "coin", 0.5, "a branch on a coin"),
                answer(Pass::simulate, Metric::conditional_mispredictions_per_op, "sorted", 0,
                       "a branch on sorted bits")},
    .period = [](const Point&) { return walk; },
});

}  // namespace
}  // namespace memlore::bench
