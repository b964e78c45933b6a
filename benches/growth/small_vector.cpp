// Vectors that keep their first elements inside themselves: what is gained while they fit, and what is paid after?
//
// An iteration is the whole life of one vector of up to 8, or more than 8, elements of 8 bytes. The second factor adds
// a move to that life: moving a heap block is three words, moving inline elements is all of them.

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <type_traits>
#include <vector>

#ifdef MEMLORE_HAS_ABSEIL
#include <absl/container/inlined_vector.h>
#endif

#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

constexpr std::size_t room = 8;

enum Use : std::int64_t { fill, fill_and_move };

using Vector = std::vector<std::uint64_t>;
using StaticVector = boost::container::static_vector<std::uint64_t, room>;
using BoostSmallVector = boost::container::small_vector<std::uint64_t, room>;

/// Reads what every arm must have: the size and both ends.
template <class Container>
std::uint64_t ends_of(const Container& values) {
  return values.size() + values.front() + values.back();
}

/// The same container, after the compiler has lost sight of what is in it and of where it lies.
template <class Container>
Container& forgotten(Container& container) {
  escape(&container);
  return *opaque(&container);
}

template <class Container, Use Way, bool Reserved>
Kernel filled(std::size_t elements) {
  return kernel([elements]() -> std::uint64_t {
    const auto count = opaque(elements);
    Container values;
    if constexpr (Reserved) values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) values.push_back(i);
    if constexpr (Way == fill) return ends_of(forgotten(values));
    Container moved(std::move(forgotten(values)));
    return ends_of(forgotten(moved));
  });
}

/// An arm with the size of its container as a fact beside it.
template <class Container, bool Reserved = false>
ArmDeclaration container(std::string name, const std::string& type, const std::string& habit) {
  auto result = arm(std::move(name), type + ": " + habit, [](const Point& point) {
    const auto elements = static_cast<std::size_t>(point["elements"]);
    if (std::is_same_v<Container, StaticVector> && elements > room) return no_kernel("it never holds more than 8");
    return point["use"] == fill ? filled<Container, fill, Reserved>(elements)
                                : filled<Container, fill_and_move, Reserved>(elements);
  });
  result.arm.layouts = {
      {.type = type, .size_bytes = sizeof(Container), .alignment_bytes = alignof(Container), .fields = {}}};
  return result;
}

const auto declared = declare({
    .id = "growth/small-vector",
    .question = "What does a vector gain from room for its first eight elements inside itself?",
    .operation = "vector",
    .factors = {factor("elements", {1, 4, 8, 9, 16, 32}, {}, "elements"),
                categories("use", {{fill, "filled"}, {fill_and_move, "moved"}})},
    .arms = {container<Vector>("vector", "std::vector", "on the heap, doubles whenever it is full"),
             container<Vector, true>("vector_reserved", "std::vector", "on the heap, final size reserved"),
             container<StaticVector>("static_vector", "boost::container::static_vector", "inline, at most eight"),
             container<BoostSmallVector>("small_vector", "boost::container::small_vector",
                                         "inline until the ninth element"),
#ifdef MEMLORE_HAS_ABSEIL
             container<absl::InlinedVector<std::uint64_t, room>>("inlined_vector", "absl::InlinedVector",
                                                                 "inline until the ninth element")},
#else
             not_built("inlined_vector", "absl::InlinedVector: inline until the ninth element", "Abseil")},
#endif
    .claims = {claim("A8",
                     "Up to its inline capacity, Boost's small_vector fills at least 1.2 times as fast as std::vector.",
                     (ratio("vector", "small_vector") >= 1.2).where("elements", up_to(room))),
               claim(
                   "A8",
                   "Up to its inline capacity, Abseil's InlinedVector fills at least 1.2 times as fast as std::vector.",
                   (ratio("vector", "inlined_vector") >= 1.2).where("elements", up_to(room))),
               claim("A8", "Up to its inline capacity, Boost's small_vector allocates nothing.",
                     (value("small_vector", Metric::allocations_per_op) <= 0).where("elements", up_to(room))),
               claim("A8", "Up to its inline capacity, Abseil's InlinedVector allocates nothing.",
                     (value("inlined_vector", Metric::allocations_per_op) <= 0).where("elements", up_to(room)))},
    .passes = {Pass::time, Pass::count, Pass::allocate, Pass::simulate},
    .caveats =
        {"Growth factors differ: std::vector and Abseil double, Boost adds three fifths; reserving would hide it.",
         "One allocation is served from the allocator's thread cache and is about as cheap as one can be.",
         "A move of inline elements copies bytes that were just written one by one: wider loads may wait for them."},
});

}  // namespace
}  // namespace memlore::bench
