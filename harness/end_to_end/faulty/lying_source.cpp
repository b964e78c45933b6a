// A known answer that is not so: what it calls four thousand faults is none. Its source must be seen to fail.

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

const auto lies = declare({
    .id = "self-test/lies",
    .claim = "A source that fails its known answer is not believed.",
    .source = "test of the harness",
    .operation = "sum",
    .factors = {},
    .arms = {arm("idle", "touches next to nothing", honest)},
    .hypotheses = {expect_value("idle", Metric::first_touch_faults).at_most(1e9)},
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
