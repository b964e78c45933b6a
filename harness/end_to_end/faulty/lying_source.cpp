// A known answer that is wrong: it expects a million page faults of an arm that causes next to none. The source of the
// count must be seen to fail.

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

const auto lies = declare({
    .id = "self-test/lies",
    .question = "Are counts discarded where their source fails its known answer?",
    .operation = "sum",
    .factors = {},
    .arms = {arm("idle", "touches next to nothing", honest)},
    .claims = {claim("test", "The idle arm causes at most 100000 page faults.",
                     value("idle", Metric::first_touch_faults) <= 1e5)},
    .passes = {Pass::footprint},
    .answers = {{.pass = Pass::footprint,
                 .metric = Metric::first_touch_faults,
                 .arm = "idle",
                 .expected = 1e6,
                 .tolerance = 10,
                 .question = "a million pages that nobody touched"}},
});

}  // namespace
}  // namespace memlore::bench
