// What does copying an object cost beside copying one pointer, by size, place in its cache lines, and residency?
//
// Source and destination are arrays of slots, visited in one random order, so that beyond the caches every copy fetches
// its lines. In a slot, copy_object copies an object that begins a line or straddles one, and copy_pointer copies 8
// aligned bytes at the slot's beginning: pointers do not straddle. Sizes are constant, as where a struct is assigned.

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

#include "harness/bench/author/declare.h"
#include "harness/bench/author/far_apart.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

enum Placement : std::int64_t { line_start, straddling };
enum Resident : std::int64_t { first_level = 16 << 10, second_level = 512 << 10, memory = 128 << 20 };

constexpr std::size_t line_bytes = 64;
constexpr std::size_t copies = 64;
constexpr std::size_t repeated = 256;  ///< Slots along the way after which their bytes are the same again.
constexpr std::int64_t walked_bytes = 2 * copies * line_bytes;  ///< By one iteration, at least.

struct alignas(line_bytes) Line {
  std::array<unsigned char, line_bytes> bytes;
};

/// Where in its slot the object begins. One that straddles has half its bytes, or half a line, before the boundary.
std::size_t begin_of(const Point& point) {
  const auto bytes = static_cast<std::size_t>(point["bytes"]);
  return point["placement"] == straddling ? line_bytes - std::min(bytes, line_bytes) / 2 : 0;
}

/// What both arms work on: as many slots as fit the working set, each of the lines that its object touches.
struct Slots {
  Point point;
  std::vector<Line> source;
  std::vector<Line> destination;
  std::vector<std::uint32_t> order;  ///< First lines of slots, at random; repeated to a multiple of `copies`.
  std::size_t walkers = 0;           ///< That have begun.

  explicit Slots(Point where) : point(std::move(where)) {
    const auto lines = (begin_of(point) + static_cast<std::size_t>(point["bytes"]) + line_bytes - 1) / line_bytes;
    order = shuffled_indices(static_cast<std::size_t>(point["resident"]) / 2 / line_bytes / lines);
    source.resize(order.size() * lines);
    destination.resize(order.size() * lines);
    for (auto& slot : order) slot *= static_cast<std::uint32_t>(lines);
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t line = 0; line < lines; ++line) {
        source[order[i] + line].bytes.fill(static_cast<unsigned char>(i % repeated));
      }
    }
    for (std::size_t i = 0; order.size() % copies != 0; ++i) order.push_back(order[i]);
  }
};

/// One set of slots for all arms that live at the same time: the largest takes 128 MiB and tens of milliseconds.
std::shared_ptr<Slots> slots_of(const Point& point) {
  static std::weak_ptr<Slots> latest;
  auto slots = latest.lock();
  if (!slots || slots->point != point) latest = slots = std::make_shared<Slots>(point);
  return slots;
}

/// Returns the sum of the last bytes that arrived. All bytes of a slot are equal, and so are the slots at which the
/// arms begin: both arms return the same.
template <std::size_t Bytes>
Kernel copy(const Point& point, std::size_t begin) {
  if (begin_of(point) == line_bytes) return no_kernel("one byte cannot straddle a line");
  auto slots = slots_of(point);
  const auto first = far_beginning(slots->walkers++, slots->order.size(), repeated);
  return kernel([slots = std::move(slots), begin, position = first]() mutable {
    const auto* const source = opaque(slots->source.front().bytes.data() + begin);
    auto* const destination = opaque(slots->destination.front().bytes.data() + begin);
    const auto* const order = slots->order.data() + position;
    position = position + copies == slots->order.size() ? 0 : position + copies;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < copies; ++i) {
      const auto offset = std::size_t{order[i]} * line_bytes;
      std::memcpy(destination + offset, source + offset, Bytes);
      escape(destination);
      sum += destination[offset + Bytes - 1];
    }
    return sum;
  });
}

const auto declared = declare({
    .id = "copying/copy-bytes",
    .question = "What does copying an object cost, beside copying one pointer?",
    .operation = "copy",
    .factors = {factor("bytes", {1, 8, 16, 32, 64, 128, 256}, {4, 48, 96}, "bytes"),
                categories("placement", {{line_start, "line start"}, {straddling, "straddling"}}),
                categories("resident", {{first_level, "L1"}, {second_level, "L2"}, {memory, "memory"}})},
    .arms = {arm("copy_object", "copies an object of that many bytes",
                 [](const Point& point) {
                   return with_constant<1, 4, 8, 16, 32, 48, 64, 96, 128, 256>(
                       point["bytes"], [&]<std::size_t Bytes>() { return copy<Bytes>(point, begin_of(point)); });
                 }),
             arm("copy_pointer", "copies 8 aligned bytes at the beginning of the same slot",
                 [](const Point& point) { return copy<8>(point, 0); })},
    .claims = {claim("B2",
                     "Copying an object within a cache line takes at most 1.5 times as long as copying a pointer.",
                     (ratio("copy_object", "copy_pointer") <= 1.5)
                         .where("bytes", up_to(line_bytes))
                         .where("placement", is("line start"))),
               claim("B2",
                     "Copying an object that fits a cache line but straddles two takes at most 1.5 times as long as "
                     "copying a pointer.",
                     (ratio("copy_object", "copy_pointer") <= 1.5)
                         .where("bytes", up_to(line_bytes))
                         .where("placement", is("straddling")))},
    .caveats = {"Objects larger than a line are timed to show what follows; no claim speaks of them.",
                "Copies come back to back, the most demanding case. Time rises where a size takes one more move, which "
                "depends on the compiler's vector width.",
                "L1, L2 and memory stand for sets of 16 KiB, 512 KiB and 128 MiB, whatever the caches of the machine.",
                "Both arms also read the next slot's index and the last byte copied, which draws ratios towards 1."},
    .operations = [](const Point&) { return static_cast<std::int64_t>(copies); },
    // In memory a visit misses anyway, whether or not all others came before it.
    .period = [](const Point& point) { return point["resident"] == memory ? 1 : point["resident"] / walked_bytes; },
});

}  // namespace
}  // namespace memlore::bench
