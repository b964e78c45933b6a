// Which types does a type-erased holder allocate for? Sizes byte by byte, so that the end of each small buffer shows.
//
// Only `box_once` exists once per size, kind and arm; the kernel calls it through a pointer. A kernel for each of
// the 960 combinations would compile for over a minute, and the indirect call does not change a count of allocations.

#include <array>
#include <numeric>
#include <utility>
#include <vector>

#include "benches/pooling/boxes.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

using namespace boxes;

constexpr std::size_t largest = 64;

using BoxOnce = std::uint64_t (*)(std::uint64_t seed);

template <class Box, std::size_t Bytes, Kind K>
MEMLORE_OPAQUE_CALL std::uint64_t box_once(std::uint64_t seed) {
  return Box::use(Payload<Bytes, K>(static_cast<unsigned>(seed)));
}

template <class Box, Kind K>
BoxOnce of_size(std::size_t bytes) {
  static constexpr auto table = []<std::size_t... Less>(std::index_sequence<Less...>) {
    return std::array<BoxOnce, largest>{box_once<Box, Less + 1, K>...};
  }(std::make_index_sequence<largest>());
  return table.at(bytes - 1);
}

template <class Box>
Kernel prepare(const Point& point) {
  const auto bytes = static_cast<std::size_t>(point["payload"]);
  const auto box = point["kind"] == trivially_copyable ? of_size<Box, trivially_copyable>(bytes)
                   : point["kind"] == non_trivial      ? of_size<Box, non_trivial>(bytes)
                                                       : of_size<Box, throwing_copy>(bytes);
  return kernel([box, seed = std::uint64_t{0}]() mutable { return box(++seed); });
}

std::vector<std::int64_t> every_size() {
  std::vector<std::int64_t> sizes(largest);
  std::iota(sizes.begin(), sizes.end(), 1);
  return sizes;
}

const auto declared = declare({
    .id = "pooling/boxing-threshold",
    .question = "For which types does a type-erased holder allocate?",
    .operation = "boxed value made and destroyed",
    .factors = {factor("payload", every_size(), {}, "bytes"),
                categories("kind", {{trivially_copyable, "trivially_copyable"},
                                    {non_trivial, "own_copy"},
                                    {throwing_copy, "throwing_copy"}})},
    .arms = {arm("any", "std::any", prepare<Any>),
             arm("function", "std::function that captures the value", prepare<Function>),
             arm("unique_base", "std::unique_ptr to a base class", prepare<UniqueBase>),
             arm("variant", "std::variant: control, the types are known, which one is not", prepare<Variant>),
             arm("direct", "the type itself: control, what a template is instantiated to", prepare<Direct>)},
    .claims = {claim("A2", "std::any allocates for every value that it holds.",
                     value("any", Metric::allocations_per_op) >= 1),
               claim("A2", "std::function allocates for every value that it captures.",
                     value("function", Metric::allocations_per_op) >= 1),
               claim("A2", "std::unique_ptr to a base class allocates for every value that it owns.",
                     value("unique_base", Metric::allocations_per_op) >= 1)},
    .passes = {Pass::allocate},
    .caveats =
        {"The payload has the alignment of a byte; one aligned more strictly than a pointer is never held inline.",
         "How much a holder keeps inline is the choice of the standard library, and may change with its version."},
});

}  // namespace
}  // namespace memlore::bench
