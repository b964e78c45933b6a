// Are instructions, loads and stores counted rightly? A loop of a known number of them, written in assembly so that no
// compiler has a say. Two lengths of it, and the answer is their difference: what is around the loop cancels.

#include <array>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

constexpr std::uint64_t short_steps = 100;
constexpr std::uint64_t more_steps = 1000;

#if defined(__x86_64__) || defined(__aarch64__)

/// Four instructions a step: a load, a store, and two that count down.
// NOLINTNEXTLINE(readability-non-const-parameter): the assembly writes through one of them
[[gnu::always_inline]] inline std::uint64_t steps_of(std::uint64_t steps, std::uint64_t* from, std::uint64_t* to) {
  std::uint64_t carried = 0;
#if defined(__x86_64__)
  asm volatile(  // NOLINT(hicpp-no-assembler)
      "1: mov (%2), %1\n\t"
      "mov %1, (%3)\n\t"
      "dec %0\n\t"
      "jnz 1b"
      : "+r"(steps), "=&r"(carried)
      : "r"(from), "r"(to)
      : "cc", "memory");
#else
  asm volatile(  // NOLINT(hicpp-no-assembler)
      "1: ldr %1, [%2]\n\t"
      "str %1, [%3]\n\t"
      "subs %0, %0, #1\n\t"
      "b.ne 1b"
      : "+r"(steps), "=&r"(carried)
      : "r"(from), "r"(to)
      : "cc", "memory");
#endif
  return steps;  // 0, for every length: the arms agree on what they return.
}

Kernel loop_of(std::uint64_t steps) {
  return kernel([steps, words = std::array<std::uint64_t, 2>{}]() mutable {
    return steps_of(opaque(steps), opaque(&words[0]), opaque(&words[1]));
  });
}

#else

Kernel loop_of(std::uint64_t /*steps*/) { return no_kernel("no counted loop is written for this processor"); }

#endif

/// Overcounts of a few events a block, from interrupts, are all that hardware is allowed.
KnownAnswer of_hardware(Metric metric, double per_step, std::string question) {
  return {.pass = Pass::count,
          .metric = metric,
          .arm = "longer",
          .less = "shorter",
          .expected = per_step * more_steps,
          .tolerance = 0.001 * per_step * more_steps,
          .question = std::move(question)};
}

KnownAnswer of_simulation(Metric metric, double per_step, std::string question) {
  auto answer = of_hardware(metric, per_step, std::move(question));
  answer.pass = Pass::simulate;
  answer.tolerance = 0;
  return answer;
}

const auto declared = declare({
    .id = "self-test/counted-loop",
    .question = "Are instructions, loads and stores counted rightly?",
    .operation = "loop",
    .factors = {},
    .arms = {arm("shorter", "a loop of 100 steps", [](const Point&) { return loop_of(short_steps); }),
             arm("longer", "a loop of 1100 steps", [](const Point&) { return loop_of(short_steps + more_steps); })},
    .claims = {claim("self-test", "The longer loop takes at least 1 times the instructions of the shorter one.",
                     ratio("longer", "shorter", Metric::instructions_per_op) >= 1)},
    .passes = {Pass::count, Pass::simulate},
    .answers = {of_hardware(Metric::instructions_per_op, 4, "a counted loop"),
                of_hardware(Metric::l1_data_loads_per_op, 1, "a load a step"),
                of_simulation(Metric::instructions_per_op, 4, "a counted loop"),
                of_simulation(Metric::data_reads_per_op, 1, "a load a step"),
                of_simulation(Metric::data_writes_per_op, 1, "a store a step")},
});

}  // namespace
}  // namespace memlore::bench
