// Are cache misses counted rightly? A chase through lines in random order: each hop is a miss where the lines do not
// fit in a cache, and none is where they do. A walk in order: a miss a line.
//
// Hops touch every second line, so that a processor that fetches lines in pairs fetches none that is hopped to. The
// chase that misses the last level by its size is for the simulation alone, whose caches replace what was not used for
// longest; real ones keep a part of any working set, and are asked about lines that were just flushed instead.

#include <memory>

#include "benches/self_test/machine_caches.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

constexpr std::int64_t fits_first = 0;
constexpr std::int64_t beyond_first = 1;
constexpr std::int64_t beyond_last = 2;

std::int64_t bytes_of(std::int64_t working_set) {
  const auto caches = machine_caches();
  if (working_set == fits_first) return caches.first_bytes / 2;
  if (working_set == beyond_first) return 4 * caches.first_bytes;
  return 2 * caches.last_bytes;
}

std::int64_t hops_of(const Point& point) { return bytes_of(point["working_set"]) / (2 * machine_caches().line_bytes); }

/// A cycle through the first word of every second line: each holds the place of the next.
std::vector<std::uint64_t> cycle_of(std::size_t hops) {
  const auto words_apart = static_cast<std::size_t>(2 * machine_caches().line_bytes) / sizeof(std::uint64_t);
  std::vector<std::uint64_t> words(hops * words_apart);
  const auto order = shuffled_indices(hops);
  for (std::size_t i = 0; i < hops; ++i) words[order[i] * words_apart] = order[(i + 1) % hops] * words_apart;
  return words;
}

Kernel chase(const Point& point) {
  constexpr std::int64_t most_bytes = std::int64_t{1} << 30U;
  if (bytes_of(point["working_set"]) > most_bytes) return no_kernel("twice the last level is more than 1 GiB");
  return kernel([words = cycle_of(static_cast<std::size_t>(hops_of(point))), place = std::uint64_t{0}]() mutable {
    place = opaque(words.data())[place];
    return place;
  });
}

KnownAnswer answer(Pass pass, Metric metric, const char* working_set, double expected) {
  const std::string word = working_set;
  return {.pass = pass,
          .metric = metric,
          .arm = "chase",
          .point = "working_set:" + word,
          .expected = expected,
          .tolerance = 0.05,
          .question = "a chase, a hop"};
}

const auto chased = declare({
    .id = "self-test/pointer-chase",
    .question = "Are misses of a chase through lines in random order counted rightly?",
    .operation = "hop",
    .factors = {categories(
        "working_set",
        {{fits_first, "fits_first_level"}, {beyond_first, "beyond_first_level"}, {beyond_last, "beyond_last_level"}})},
    .arms = {arm("chase", "hops in random order", chase)},
    .claims = {claim("self-test", "A hop misses the first-level cache at most 1.05 times.",
                     value("chase", Metric::l1_data_misses_per_op) <= 1.05)},
    .passes = {Pass::count, Pass::simulate},
    .answers = {answer(Pass::simulate, Metric::l1_data_misses_per_op, "fits_first_level", 0),
                answer(Pass::simulate, Metric::l1_data_misses_per_op, "beyond_first_level", 1),
                answer(Pass::simulate, Metric::l1_data_misses_per_op, "beyond_last_level", 1),
                answer(Pass::simulate, Metric::last_level_misses_per_op, "fits_first_level", 0),
                answer(Pass::simulate, Metric::last_level_misses_per_op, "beyond_first_level", 0),
                answer(Pass::simulate, Metric::last_level_misses_per_op, "beyond_last_level", 1),
                answer(Pass::count, Metric::l1_data_load_misses_per_op, "fits_first_level", 0),
                answer(Pass::count, Metric::l1_data_load_misses_per_op, "beyond_first_level", 1),
                answer(Pass::count, Metric::last_level_load_misses_per_op, "fits_first_level", 0),
                answer(Pass::count, Metric::cache_misses_per_op, "fits_first_level", 0)},
    .period = hops_of,
});

std::int64_t lines_of(const Point& /*point*/) { return bytes_of(beyond_first) / machine_caches().line_bytes; }

/// Four loads a line, line after line.
Kernel walk(const Point& point) {
  const auto words_of_line = static_cast<std::size_t>(machine_caches().line_bytes) / sizeof(std::uint64_t);
  const auto lines = static_cast<std::size_t>(lines_of(point));
  return kernel([words = std::vector<std::uint64_t>(lines * words_of_line, 1), line = std::size_t{0}, lines,
                 words_of_line]() mutable {
    const auto* const first = opaque(words.data() + line * words_of_line);
    line = line + 1 == lines ? 0 : line + 1;
    const auto apart = words_of_line / 4;
    return opaque(first[0]) + opaque(first[apart]) + opaque(first[2 * apart]) + opaque(first[3 * apart]);
  });
}

const auto walked = declare({
    .id = "self-test/stride-walk",
    .question = "Are misses of a walk over lines in order counted rightly?",
    .operation = "line",
    .factors = {},
    .arms = {arm("walk", "four loads a line, in order", walk)},
    .claims = {claim("self-test", "A line misses the first-level cache at most 1.05 times.",
                     value("walk", Metric::l1_data_misses_per_op) <= 1.05)},
    .passes = {Pass::simulate},
    .answers = {{.pass = Pass::simulate,
                 .metric = Metric::l1_data_misses_per_op,
                 .arm = "walk",
                 .expected = 1,
                 .tolerance = 0.05,
                 .question = "a stride walk, a line"},
                {.pass = Pass::simulate,
                 .metric = Metric::last_level_misses_per_op,
                 .arm = "walk",
                 .expected = 0,
                 .tolerance = 0.05,
                 .question = "a stride walk, a line"}},
    .period = lines_of,
});

#if defined(__x86_64__) || defined(__aarch64__)

/// Takes a line out of every cache, and waits until it is out.
[[gnu::always_inline]] inline void flush(const void* line) {
#if defined(__x86_64__)
  asm volatile("clflush (%0)\n\tmfence" : : "r"(line) : "memory");  // NOLINT(hicpp-no-assembler)
#else
  asm volatile("dc civac, %0\n\tdsb ish" : : "r"(line) : "memory");  // NOLINT(hicpp-no-assembler)
#endif
}

Kernel load_flushed(const Point& /*point*/) {
  constexpr std::size_t hops = 4096;
  auto words = cycle_of(hops);
  for (auto& word : words) flush(&word);
  return kernel([words = std::move(words), place = std::uint64_t{0}]() mutable {
    const auto* const line = opaque(words.data()) + place;
    place = *line;
    flush(line);
    return place;
  });
}

#else

Kernel load_flushed(const Point& /*point*/) { return no_kernel("no flush is written for this processor"); }

#endif

KnownAnswer of_flushed(Metric metric) {
  return {.pass = Pass::count,
          .metric = metric,
          .arm = "load_flushed",
          .expected = 1,
          .tolerance = 0.05,
          .question = "a load of a flushed line"};
}

const auto flushed = declare({
    .id = "self-test/flushed-line",
    .question = "Is the miss of a flushed line counted in every cache?",
    .operation = "load",
    .factors = {},
    .arms = {arm("load_flushed", "loads a line, and flushes it for the next time", load_flushed)},
    .claims = {claim("self-test", "A load of a flushed line misses the caches at least 0.95 times.",
                     value("load_flushed", Metric::cache_misses_per_op) >= 0.95)},
    .passes = {Pass::count},
    .answers = {of_flushed(Metric::cache_misses_per_op), of_flushed(Metric::last_level_load_misses_per_op),
                of_flushed(Metric::l1_data_load_misses_per_op)},
});

}  // namespace
}  // namespace memlore::bench
