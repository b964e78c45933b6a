// A self-test that lies: its slowed arm does no more work than the plain one. The command must see that.

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

const auto planted = declare({
    .id = "self-test/cache-resident",
    .claim = "A slowdown that is not there is seen not to be there.",
    .source = "test of the harness",
    .operation = "sum",
    .factors = {factor("slowdown_per_mille", {0, 10}, {5, 20, 30})},
    .arms = {arm("plain", "adds small numbers", honest), arm("slowed", "adds no more of them", honest)},
    .hypotheses = {expect("slowed", "plain").at_least(1)},
    .passes = {Pass::time, Pass::simulate},
});

}  // namespace
}  // namespace memlore::bench
