// Is an array of smaller structs faster to walk, and how much of that do misaligned fields take back?
//
// Every arm visits the same elements in the same order and uses all their fields. A chunk of the array is one
// iteration, and the chunks follow each other around the array, so that a large array is seen whole though an iteration
// is short. The value of each element is opaque. That keeps the vectoriser, whose success depends on the stride, out of
// every arm.

#include <memory>

#include "benches/layout/structs.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

enum Access : std::int64_t { sequential, random_order, update };

using Order = std::vector<std::uint32_t>;

/// One order for all arms that live at the same time: up to 16 MiB of indices that each of them streams through.
std::shared_ptr<const Order> order_of(std::size_t count) {
  static std::weak_ptr<const Order> latest;
  auto order = latest.lock();
  if (!order || order->size() != count) {
    order = std::make_shared<const Order>(shuffled_indices(count));
    latest = order;
  }
  return order;
}

std::size_t chunk_of(const Point& point) {
  constexpr std::size_t largest = 4096;
  return std::min(largest, static_cast<std::size_t>(point["elements"]));
}

/// Chunks of one walk. 1 for arrays that no cache holds: there every visit misses, and four walks would take 10 seconds
/// to simulate.
std::int64_t walk_of(const Point& point) {
  return point["elements"] > 1 << 20 ? 1 : point["elements"] / static_cast<std::int64_t>(chunk_of(point));
}

template <class Struct>
std::uint64_t read(const Struct& element) {
  return static_cast<std::uint64_t>(element.value + element.rank + element.tag);
}

template <class Struct, class Visit>
Kernel around(std::vector<Struct> elements, std::size_t chunk, Visit visit) {
  return kernel([elements = std::move(elements), chunk, visit = std::move(visit), begin = std::size_t{0}]() mutable {
    auto* const all = opaque(elements.data());
    const auto end = begin + chunk;
    std::uint64_t sum = 0;
    for (auto i = begin; i < end; ++i) sum += opaque(visit(all, i));
    begin = end == elements.size() ? 0 : end;
    return sum;
  });
}

template <class Struct>
Kernel traverse(const Point& point) {
  const auto count = static_cast<std::size_t>(point["elements"]);
  std::vector<Struct> elements;
  elements.reserve(count);
  for (std::size_t i = 0; i < count; ++i) elements.push_back(nth<Struct>(i));

  const auto go = [&](auto visit) { return around(std::move(elements), chunk_of(point), std::move(visit)); };
  switch (point["access"]) {
    case sequential:
      return go([](const Struct* all, std::size_t i) { return read(all[i]); });
    case random_order:
      return go([order = order_of(count)](const Struct* all, std::size_t i) { return read(all[(*order)[i]]); });
    default:
      return go([](Struct* all, std::size_t i) {
        all[i].value += all[i].rank + all[i].tag;
        return static_cast<std::uint64_t>(all[i].value);
      });
  }
}

const auto declared = declare({
    .id = "layout/traversal",
    .question = "Is an array of smaller structs faster to walk, and what do misaligned fields cost?",
    .operation = "element",
    .factors = {factor("elements", {1 << 9, 1 << 13, 1 << 17, 1 << 19, 1 << 22}, {1 << 24}, "elements"),
                categories("access", {{sequential, "sequential"}, {random_order, "random"}, {update, "update"}})},
    .arms = {arm("padded", "24 bytes an element, 13 of them padding", traverse<Padded>),
             arm("reordered", "16 bytes an element, every field aligned", traverse<Reordered>),
             arm("packed", "11 bytes an element, fields at any offset", traverse<Packed>)},
    .claims = {claim("D6",
                     "Walking structs of 16 bytes takes at most 0.95 times as long as walking them padded to 24 bytes.",
                     ratio("reordered", "padded") <= 0.95),
               claim("D3",
                     "Walking packed structs with misaligned fields takes at least 1.05 times as long as aligned ones.",
                     ratio("packed", "reordered") >= 1.05)},
    .caveats =
        {"In packed, 7 of 64 elements have their 8-byte field across two cache lines.",
         "Scaling an index by 16, 24 or 11 takes another instruction or two, which shows where an array is resident in "
         "the first-level cache.",
         "The random order reads an index of 4 bytes per element, in sequence, in every arm.",
         "Sequential and update walk straight ahead, where hardware prefetching hides most of the memory latency."},
    .operations = [](const Point& point) { return static_cast<std::int64_t>(chunk_of(point)); },
    .period = walk_of,
});

}  // namespace
}  // namespace memlore::bench
