// How much of a struct is padding, and does sorting its fields from large to small get rid of it?
//
// Static facts: nothing runs. Padding goes in front of a field so that it is aligned, and at the end so that the next
// element of an array is; the offsets show both.

#include "benches/layout/structs.h"
#include "harness/bench/author/declare.h"

namespace memlore::bench {
namespace {

const auto declared = declare({
    .id = "layout/struct-sizes",
    .claim = "Sorting the fields of a struct from large to small saves at least a quarter of its bytes.",
    .source = "note, struct layout: sizes and offsets of the same fields in two orders (D1, D2)",
    .operation = "struct",
    .factors = {},
    .arms = {fact("padded", "1, 8 and 2 bytes, in that order", {layout_of<Padded>("Padded")}),
             fact("reordered", "the same fields, largest first", {layout_of<Reordered>("Reordered")}),
             fact("packed", "the order of padded, padding forbidden", {layout_of<Packed>("Packed")}),
             fact("small_padded", "1, 2 and 1 bytes, in that order", {layout_of<SmallPadded>("SmallPadded")}),
             fact("small_reordered", "the same fields, largest first", {layout_of<SmallReordered>("SmallReordered")}),
             fact("small_packed", "the order of small_padded, padding forbidden",
                  {layout_of<SmallPacked>("SmallPacked")})},
    .hypotheses = {expect("reordered", "padded", Metric::size_bytes).at_most(0.75),
                   expect("small_reordered", "small_padded", Metric::size_bytes).at_most(0.75)},
    .passes = {},
    .caveats =
        {"The share that is saved is a property of these fields: a struct whose fields already come sorted has none "
         "to save, and one of equal fields has no padding at all.",
         "No field of a padded struct straddles a word (padding exists to prevent that): what the padded order costs "
         "is bytes, not an extra access. Only in packed is the 8-byte field at an odd offset."},
});

}  // namespace
}  // namespace memlore::bench
