// What do the growth steps of a vector cost when it is filled, and what does a wrong guess of its final size cost?
//
// An iteration is the whole life of one vector: made, filled by push_back, freed. The number of elements is opaque, so
// that neither the capacity check nor an allocation can be decided when compiling.

#include <vector>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

using Values = std::vector<std::uint64_t>;

/// 1000 pushes that each reserve copy 4 MB; 100 000 would copy 40 GB in one iteration.
constexpr std::int64_t largest_quadratic = 1000;

constexpr auto nothing_each_push = [](Values& /*values*/) {};

/// Fills one vector an iteration; `before(values, count)` runs ahead of the fill, `each_push(values)` within it.
template <class Before, class EachPush>
Kernel filled(const Point& point, Before before, EachPush each_push) {
  return kernel([elements = static_cast<std::size_t>(point["elements"]), before, each_push] {
    const auto count = opaque(elements);
    Values values;
    before(values, count);
    for (std::size_t i = 0; i < count; ++i) {
      each_push(values);
      values.push_back(i);
    }
    escape(values.data());
    return values.size() + values.back();
  });
}

Kernel grown(const Point& point) {
  return filled(point, [](Values& /*values*/, std::size_t /*count*/) {}, nothing_each_push);
}

Kernel reserved_exactly(const Point& point) {
  return filled(point, [](Values& values, std::size_t count) { values.reserve(count); }, nothing_each_push);
}

Kernel reserved_double(const Point& point) {
  return filled(point, [](Values& values, std::size_t count) { values.reserve(2 * count); }, nothing_each_push);
}

Kernel reserved_half(const Point& point) {
  return filled(point, [](Values& values, std::size_t count) { values.reserve(count / 2); }, nothing_each_push);
}

Kernel reserved_each_push(const Point& point) {
  if (point["elements"] > largest_quadratic) {
    return no_kernel("quadratic: left out above " + std::to_string(largest_quadratic) + " elements");
  }
  return filled(
      point, [](Values& /*values*/, std::size_t /*count*/) {},
      [](Values& values) { values.reserve(values.size() + 1); });
}

const auto declared = declare({
    .id = "growth/vector-reserve",
    .question = "What does a vector gain from reserving its final size, and what does a wrong guess cost?",
    .operation = "filled vector",
    .factors = {factor("elements", {1, 8, 64, 1000, 10'000, 100'000}, {1'000'000, 10'000'000}, "elements")},
    .arms = {arm("grown", "no reserve: the vector doubles whenever it is full", grown),
             arm("reserved_exactly", "reserve of the final size before the first push", reserved_exactly),
             arm("reserved_double", "reserve of twice the final size", reserved_double),
             arm("reserved_half", "reserve of half the final size, then one growth step", reserved_half),
             arm("reserved_each_push", "reserve of one element more before every push", reserved_each_push)},
    .claims =
        {claim("C4",
               "A vector that grows takes at least 1.2 times as long to fill as one that reserved its final size.",
               (ratio("grown", "reserved_exactly") >= 1.2).where("elements", from(8))),
         claim("C4", "A vector that reserved its final size allocates at most once while it is filled.",
               value("reserved_exactly", Metric::allocations_per_op) <= 1),
         claim(
             "C4",
             "A vector that reserved twice its final size takes at most 1.1 times as long to fill as one that reserved "
             "exactly.",
             ratio("reserved_double", "reserved_exactly") <= 1.1)},
    .passes = {Pass::time, Pass::count, Pass::allocate, Pass::simulate, Pass::footprint},
    .caveats =
        {"std::vector copies into a new block at every step; it cannot ask the allocator to extend the old one.",
         "Freed blocks are reused by the next iteration, so page faults of a first use show in the footprint and not "
         "in the time; blocks too large for the allocator to keep fault every time.",
         "glibc raises its mmap threshold to the largest mapped block ever freed: arms of one process share it.",
         "With one element, grown, reserved_exactly and reserved_half do the same allocation."},
});

}  // namespace
}  // namespace memlore::bench
