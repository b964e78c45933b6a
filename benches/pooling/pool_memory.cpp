// How much memory stays behind after a burst of small objects? A program takes many, gives them back, and then needs as
// much memory for one buffer. Where the burst's memory is reused, the peak is the larger of the two; where not, their
// sum.
//
// All of it happens in one iteration: the source of objects is made and destroyed in it, so that iterations are alike.

#include <vector>

#include "benches/pooling/pools.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

using namespace pools;

enum Survivors : std::int64_t { none, scattered };

constexpr std::size_t burst_bytes = 32 << 20;
constexpr std::size_t survivor_every = 256;

/// Writes to every page of a new buffer, so that all of it is resident.
std::uint64_t fill_buffer() {
  std::vector<std::uint64_t> buffer(burst_bytes / sizeof(std::uint64_t), 1);
  escape(buffer.data());
  return buffer.back();
}

template <class Source, std::size_t Bytes>
Kernel burst(bool leave_some) {
  return kernel([leave_some] {
    constexpr auto objects = burst_bytes / Bytes;
    const auto survives = [&](std::size_t i) { return leave_some && i % survivor_every == 0; };
    Source source(objects);
    std::vector<Object<Bytes>*> held(objects);
    std::uint64_t sum = 0;
    for (auto& each : held) {
      source.get(each);
      each->words.fill(++sum);
      escape(each);
    }
    for (std::size_t i = 0; i < objects; ++i) {
      if (!survives(i)) source.put(held[i]);
    }
    sum += fill_buffer();
    for (std::size_t i = 0; i < objects; ++i) {
      if (survives(i)) source.put(held[i]);
    }
    return sum;
  });
}

template <template <class, class> class Source>
Kernel prepare(const Point& point) {
  return with_constant<64, 256, 1024>(point["bytes"], [&]<std::size_t Bytes>() {
    return burst<Source<Object<Bytes>, NoMutex>, Bytes>(point["survivors"] == scattered);
  });
}

const auto declared = declare({
    .id = "pooling/pool-memory",
    .question = "How much memory does a pool keep after a burst, beside the allocator?",
    .operation = "burst of 32 MiB, then a buffer of 32 MiB",
    .factors = {factor("bytes", {64, 256, 1024}, {}, "bytes"),
                categories("survivors", {{none, "none"}, {scattered, "scattered"}})},
    .arms = {arm("free_list", "a pool of pointers, which keeps all objects", prepare<FreeList>),
             arm("pmr_pool", "std::pmr's pool resource, which keeps its chunks until it is released", prepare<PmrPool>),
             arm("new_delete", "no pool: new and delete", prepare<NewDelete>)},
    .claims = {claim("A5",
                     "After a burst, a pool of pointers takes at least 1.3 times the peak memory of new and delete.",
                     ratio("free_list", "new_delete", Metric::peak_resident_bytes) >= 1.3),
               claim("A5", "After a burst, std::pmr's pool takes at least 1.3 times the peak memory of new and delete.",
                     ratio("pmr_pool", "new_delete", Metric::peak_resident_bytes) >= 1.3)},
    .passes = {Pass::footprint},
    .caveats =
        {"Scattered survivors are one object in 256: whole pages between them are free, but they leave no room for "
         "a large buffer.",
         "The list of the objects held is part of the peak: 8 bytes an object, in every arm."},
});

}  // namespace
}  // namespace memlore::bench
