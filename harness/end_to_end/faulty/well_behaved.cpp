// Experiments with nothing wrong in them: they must be judged whatever their neighbours do.

#include <chrono>
#include <memory>
#include <thread>

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

const auto sums = declare({
    .id = "good/sums",
    .claim = "Adding the same numbers twice takes as long the second time.",
    .source = "test of the harness",
    .operation = "sum",
    .factors = {places()},
    .arms = {arm("first", "adds small numbers", honest), arm("second", "adds the same numbers", honest)},
    .hypotheses = {expect("second", "first").equivalent_within(2)},
});

Kernel three_allocations(const Point& /*point*/) {
  return kernel([] {
    for (int i = 0; i < 3; ++i) {
      auto* memory = new char[40];  // NOLINT(cppcoreguidelines-owning-memory): exactly one allocation is wanted
      escape(memory);
      delete[] memory;  // NOLINT(cppcoreguidelines-owning-memory)
    }
    return small_sum();
  });
}

const auto allocations = declare({
    .id = "good/allocations",
    .claim = "An operation that allocates three times allocates three times.",
    .source = "test of the harness",
    .operation = "sum",
    .factors = {},
    .arms = {arm("none", "allocates nothing", honest),
             arm("three", "allocates 40 bytes three times", three_allocations)},
    .hypotheses = {expect_value("three", Metric::allocations_per_op).at_most(3)},
    .passes = {Pass::allocate},
});

Kernel absent_at_broken(const Point& point) {
  return point["place"] == broken ? no_kernel("there is no such sum here") : honest(point);
}

const auto absent = declare({
    .id = "good/absent",
    .claim = "An arm that does not exist at a point is left out there alone.",
    .source = "test of the harness",
    .operation = "sum",
    .factors = {places()},
    .arms = {arm("always", "adds small numbers", honest), arm("sometimes", "adds them at one place", absent_at_broken)},
    .hypotheses = {expect("sometimes", "always").equivalent_within(2)},
    .passes = {Pass::time},
});

Kernel on_threads(const Point& point) {
  return threaded_kernel(static_cast<int>(point["threads"]), [](int /*thread*/) { return [] { return small_sum(); }; });
}

const auto threads = declare({
    .id = "good/threads",
    .claim = "Threads that share nothing do not slow one another down.",
    .source = "test of the harness",
    .operation = "sum",
    .factors = {categories("threads", {{1, "1"}, {2, "2"}, {64, "64"}})},
    .arms = {arm("these", "adds small numbers", on_threads), arm("those", "adds the same numbers", on_threads)},
    .hypotheses = {expect("those", "these").equivalent_within(2)},
    .passes = {Pass::time},
});

/// Sleeps rather than works: a process takes a third of a second and next to no processor time, so that a test can
/// reach into the middle of it.
Kernel sleeping(const Point& /*point*/) {
  return kernel([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return small_sum();
  });
}

const auto slow = declare({
    .id = "good/slow",
    .claim = "Sleeping takes as long as sleeping.",
    .source = "test of the harness",
    .operation = "nap",
    .factors = {places()},
    .arms = {arm("nap", "sleeps 10 ms", sleeping), arm("doze", "sleeps 10 ms", sleeping)},
    .hypotheses = {expect("doze", "nap").equivalent_within(2)},
    .passes = {Pass::time},
});

}  // namespace
}  // namespace memlore::bench
