// Does a third less per element mean a third less memory for a large array, however the array came to be?
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
    .claim = "Shrinking an element from 6 to 4 bytes shrinks the memory of a large array of them by a third.",
    .source = "note, struct layout: memory use of arrays of both orders (D4)",
    .operation = "array built",
    .factors = {factor("elements", {1'000'000, 10'000'000}, {100'000'000}, "elements"),
                categories("growth", {{reserved, "reserved"}, {grown, "grown"}})},
    .arms = {arm("padded", "6 bytes an element, 2 of them padding", build<SmallPadded>),
             arm("reordered", "4 bytes an element, the same fields sorted", build<SmallReordered>)},
    .hypotheses = {expect("reordered", "padded", Metric::peak_resident_bytes).at_most(0.70),
                   expect("reordered", "padded", Metric::allocated_bytes_per_op).at_most(0.70)},
    .passes = {Pass::allocate, Pass::footprint},
    .caveats =
        {"Peak resident memory is that of a whole process, some megabytes of which are not the array's: they hide part "
         "of the saving at the smaller count.",
         "Allocated bytes add up every block of a grown array, also those long freed: for what it needs at one time "
         "see the peak."},
});

}  // namespace
}  // namespace memlore::bench
