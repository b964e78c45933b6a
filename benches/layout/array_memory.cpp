// Does a third less per element mean a third less memory for a large array, whether it was grown or reserved?
//
// One operation builds a whole array and drops it. Grown by push_back, the array's memory is that of its growth: the
// old and the new block exist together, and the last block has room to spare. Reserved, it is elements times size.

#include "benches/layout/structs.h"
#include "harness/bench/author/declare.h"
#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

enum Growth : std::int64_t { reserved, grown };

template <class Struct>
Kernel build(const Point& point) {
  return kernel([count = static_cast<std::size_t>(point["elements"]), reserve = point["growth"] == reserved] {
    std::vector<Struct> elements;
    if (reserve) elements.reserve(count);
    for (std::size_t i = 0; i < count; ++i) elements.push_back(nth<Struct>(i));
    escape(elements.data());
    return elements.size() + elements.back().value;
  });
}

const auto declared = declare({
    .id = "layout/array-memory",
    .question = "Does an array of elements that are a third smaller take a third less memory?",
    .operation = "array built",
    .factors = {factor("elements", {1'000'000, 10'000'000}, {100'000'000}, "elements"),
                categories("growth", {{reserved, "reserved"}, {grown, "grown"}})},
    .arms = {arm("padded", "6 bytes an element, 2 of them padding", build<SmallPadded>),
             arm("reordered", "4 bytes an element, the same fields sorted", build<SmallReordered>)},
    .claims = {claim("D4",
                     "Building an array of 4-byte elements allocates at most 0.67 times the bytes of one of 6-byte "
                     "elements.",
                     ratio("reordered", "padded", Metric::allocated_bytes_per_op) <= 0.67),
               claim("D4",
                     "An array of 4-byte elements takes at most 0.75 times the peak memory of one of 6-byte elements.",
                     ratio("reordered", "padded", Metric::peak_resident_bytes) <= 0.75)},
    .passes = {Pass::allocate, Pass::footprint},
    .caveats =
        {"Peak resident memory also counts pages that are not the array's: they hide part of the saving at the "
         "smaller count.",
         "Allocated bytes add up every block of a grown array, freed ones too; the peak says what it needs at one "
         "time."},
});

}  // namespace
}  // namespace memlore::bench
