// Experiments with nothing wrong in them: they must be judged whatever their neighbours do.

#include <chrono>
#include <memory>
#include <thread>

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

const auto sums = declare({
    .id = "good/sums",
    .question = "Does adding the same numbers take the same time in both arms?",
    .operation = "sum",
    .factors = {places()},
    .arms = {arm("first", "adds small numbers", honest), arm("second", "adds the same numbers", honest)},
    .claims = same_time("second", "first"),
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
    .question = "Are three allocations counted as three?",
    .operation = "sum",
    .factors = {},
    .arms = {arm("none", "allocates nothing", honest),
             arm("three", "allocates 40 bytes three times", three_allocations)},
    .claims = {claim("test", "The arm allocates at most 3 times in an operation.",
                     value("three", Metric::allocations_per_op) <= 3)},
    .passes = {Pass::allocate},
});

Kernel absent_at_broken(const Point& point) {
  return point["place"] == broken ? no_kernel("there is no such sum here") : honest(point);
}

const auto absent = declare({
    .id = "good/absent",
    .question = "Is an arm that does not exist at one point left out at that point alone?",
    .operation = "sum",
    .factors = {places()},
    .arms = {arm("always", "adds small numbers", honest), arm("sometimes", "adds them at one place", absent_at_broken)},
    .claims = same_time("sometimes", "always"),
    .passes = {Pass::time},
});

Kernel on_threads(const Point& point) {
  return threaded_kernel(static_cast<int>(point["threads"]), [](int /*thread*/) { return [] { return small_sum(); }; });
}

const auto threads = declare({
    .id = "good/threads",
    .question = "Do threads that share nothing take the same time in both arms?",
    .operation = "sum",
    .factors = {categories("threads", {{1, "1"}, {2, "2"}, {64, "64"}})},
    .arms = {arm("these", "adds small numbers", on_threads), arm("those", "adds the same numbers", on_threads)},
    .claims = same_time("those", "these"),
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
    .question = "Does sleeping take the same time in both arms?",
    .operation = "nap",
    .factors = {places()},
    .arms = {arm("nap", "sleeps 10 ms", sleeping), arm("doze", "sleeps 10 ms", sleeping)},
    .claims = same_time("doze", "nap"),
    .passes = {Pass::time},
});

}  // namespace
}  // namespace memlore::bench
