// A pool that stores values in type-erased boxes, against pools that hand out pointers, and against no pool.
//
// Every arm gets `depth` objects, writes and reads the first and the last word of each, and gives them back. Threads
// share a pool behind a mutex, as applications do; std::pmr's synchronized pool and malloc have caches for each thread.
// There is no mimalloc arm: linking its shared library replaces malloc in all the other arms, too.

#include <array>
#include <memory>

#include "benches/pooling/pools.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

using namespace pools;

constexpr std::size_t deepest = 32;

template <class Value>
std::uint64_t use(Value& object, std::uint64_t stamp) {
  object.words.front() = stamp;
  object.words.back() = stamp + 1;
  escape(&object);
  return object.words.front() + object.words.back();
}

template <class Value>
std::uint64_t use(Value* object, std::uint64_t stamp) {
  return use(*object, stamp);
}

template <class Source>
Kernel cycle(const Point& point) {
  const auto depth = static_cast<std::size_t>(point["depth"]);
  const auto threads = static_cast<int>(point["threads"]);
  const auto source = std::make_shared<Source>(depth * static_cast<std::size_t>(threads));
  return threaded_kernel(threads, [=](int) {
    // An array, not a vector: it moves to the thread's stack, where no other thread writes to the same cache line.
    return [source, depth, held = std::array<typename Source::Held, deepest>{}, stamp = std::uint64_t{0}]() mutable {
      std::uint64_t sum = 0;
      for (std::size_t i = 0; i < depth; ++i) source->get(held[i]);
      for (std::size_t i = 0; i < depth; ++i) sum += use(held[i], ++stamp);
      for (std::size_t i = 0; i < depth; ++i) source->put(held[i]);
      return sum;
    };
  });
}

template <template <class, class> class Source>
Kernel prepare(const Point& point) {
  return with_constant<16, 64, 256, 1024>(point["bytes"], [&]<std::size_t Bytes>() {
    return point["threads"] == 1 ? cycle<Source<Object<Bytes>, NoMutex>>(point)
                                 : cycle<Source<Object<Bytes>, std::mutex>>(point);
  });
}

const auto declared = declare({
    .id = "pooling/boxed-values",
    .question = "What does a pool cost that boxes its values, beside a pool of pointers and no pool at all?",
    .operation = "object taken and given back",
    .factors = {factor("bytes", {16, 64, 256, 1024}, {}, "bytes"), factor("threads", {1, 2}, {}, "threads"),
                factor("depth", {1, deepest}, {}, "objects")},
    .arms = {arm("boxed_any", "a pool of std::any, each with the object in it", prepare<BoxedAny>),
             arm("pointer_in_any", "a pool of std::any, each with a pointer in it", prepare<PointerInAny>),
             arm("free_list", "a pool of pointers", prepare<FreeList>),
             arm("pmr_pool", "std::pmr's pool resource, the synchronized one for several threads", prepare<PmrPool>),
             arm("new_delete", "no pool: new and delete", prepare<NewDelete>)},
    .claims = {claim("A5", "A pool that boxes values allocates on every put.",
                     value("boxed_any", Metric::allocations_per_op) >= 1),
               claim("A5", "A pool that boxes pointers allocates nothing.",
                     value("pointer_in_any", Metric::allocations_per_op) <= 0),
               claim("A5", "A pool that boxes values takes at least 1.2 times as long as a pool of pointers.",
                     ratio("boxed_any", "free_list") >= 1.2),
               claim("A5", "A pool of pointers takes at most 0.9 times as long as new and delete.",
                     ratio("free_list", "new_delete") <= 0.9)},
    .passes = {Pass::time, Pass::count, Pass::allocate, Pass::simulate},
    .caveats = {"A real pool also tests for being empty, and an object that keeps resources saves its own set-up.",
                "glibc keeps a few freed blocks of a size per thread (7 unless tuned): depth 32 exceeds them.",
                "Once a process has had two threads, glibc takes its locks in later cells of one thread, too.",
                "Objects of a shared pool move between threads; those of new and delete stay with their thread."},
    .operations = [](const Point& point) { return point["depth"]; },
});

}  // namespace
}  // namespace memlore::bench
