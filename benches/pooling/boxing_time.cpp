// What does it cost to box a value, read it through the box and destroy it, below and above the small buffers?
//
// Payloads come from a small ring behind an opaque pointer, so that the copy into the box cannot be hoisted.

#include <vector>

#include "benches/pooling/boxes.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

using namespace boxes;

template <class Box, class Value>
Kernel over_ring() {
  constexpr std::size_t ring = 4;
  std::vector<Value> payloads;
  payloads.reserve(ring);
  for (std::size_t i = 0; i < ring; ++i) payloads.emplace_back(static_cast<unsigned>(3 * i));
  return kernel([payloads = std::move(payloads), i = std::size_t{0}]() mutable {
    i = (i + 1) % ring;
    return Box::use(*opaque(&payloads[i]));
  });
}

template <class Box>
Kernel prepare(const Point& point) {
  // Both sides of the small buffers: libstdc++'s any ends at 8 bytes, its function at 16, libc++'s both at 24.
  return with_constant<1, 8, 9, 16, 17, 24, 32, 64>(point["payload"], [&]<std::size_t Bytes>() {
    return point["kind"] == trivially_copyable ? over_ring<Box, Payload<Bytes, trivially_copyable>>()
                                               : over_ring<Box, Payload<Bytes, non_trivial>>();
  });
}

const auto declared = declare({
    .id = "pooling/boxing-time",
    .question = "What does it cost to box a value, beside using it under its own type?",
    .operation = "value boxed, read and destroyed",
    .factors = {factor("payload", {1, 8, 9, 16, 17, 24, 32, 64}, {}, "bytes"),
                categories("kind", {{trivially_copyable, "trivially_copyable"}, {non_trivial, "own_copy"}})},
    .arms = {arm("any", "std::any", prepare<Any>),
             arm("function", "std::function that captures the value", prepare<Function>),
             arm("unique_base", "std::unique_ptr to a base class", prepare<UniqueBase>),
             arm("variant", "std::variant, visited", prepare<Variant>),
             arm("direct", "the type itself, as a template is instantiated", prepare<Direct>)},
    .claims = {claim("A2", "Boxing a value in std::any takes at least twice as long as using it under its own type.",
                     ratio("any", "direct") >= 2),
               claim("A2",
                     "Capturing a value in std::function takes at least twice as long as using it under its own type.",
                     ratio("function", "direct") >= 2),
               claim("A2",
                     "Boxing a value behind a base class takes at least twice as long as using it under its own type.",
                     ratio("unique_base", "direct") >= 2),
               claim("A2", "Holding a value in a variant takes at most twice as long as using it under its own type.",
                     ratio("variant", "direct") <= 2)},
    .passes = {Pass::time, Pass::count, Pass::allocate, Pass::simulate},
    .caveats = {"The value is read once: the longer a box lives, the less it matters what making it costs.",
                "A block that is made right after one was freed comes from the allocator's fastest path."},
});

}  // namespace
}  // namespace memlore::bench
