// How much of a struct is padding, and does sorting its fields from large to small get rid of it?
//
// Static facts: nothing runs. Padding goes in front of a field so that the field is aligned, and at the end so that the
// next element of an array is aligned; the offsets show both.

#include "benches/layout/structs.h"
#include "harness/bench/author/declare.h"

namespace memlore::bench {
namespace {

const auto declared = declare({
    .id = "layout/struct-sizes",
    .question = "How much of a struct is padding, and does sorting its fields get rid of it?",
    .operation = "struct",
    .factors = {},
    .arms = {fact("padded", "1, 8 and 2 bytes, in that order", {layout_of<Padded>("Padded")}),
             fact("reordered", "the same fields, largest first", {layout_of<Reordered>("Reordered")}),
             fact("packed", "the order of padded, padding forbidden", {layout_of<Packed>("Packed")}),
             fact("small_padded", "1, 2 and 1 bytes, in that order", {layout_of<SmallPadded>("SmallPadded")}),
             fact("small_reordered", "the same fields, largest first", {layout_of<SmallReordered>("SmallReordered")}),
             fact("small_packed", "the order of small_padded, padding forbidden",
                  {layout_of<SmallPacked>("SmallPacked")})},
    .claims =
        {claim("D1",
               "A struct of 1, 8 and 2 bytes takes at most 0.75 times the bytes once its fields are sorted by size.",
               ratio("reordered", "padded", Metric::size_bytes) <= 0.75),
         claim("D2",
               "A struct of 1, 2 and 1 bytes takes at most 0.75 times the bytes once its fields are sorted by size.",
               ratio("small_reordered", "small_padded", Metric::size_bytes) <= 0.75)},
    .passes = {},
    .caveats =
        {"The saving is a property of these fields: a struct whose fields are sorted already has nothing to save, and "
         "one of equal fields has no padding at all.",
         "No field of a padded struct straddles a word, because padding prevents that: the padded order costs bytes, "
         "not an extra access. Only in packed is the 8-byte field at an odd offset."},
});

}  // namespace
}  // namespace memlore::bench
