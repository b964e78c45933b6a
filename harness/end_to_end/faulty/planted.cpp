// A self-test that lies: its slowed arm does no more work than the plain one. The command must see that.

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

const auto planted = declare({
    .id = "self-test/cache-resident",
    .question = "Is it seen that no slowdown was planted?",
    .operation = "sum",
    .factors = {factor("slowdown_per_mille", {0, 10}, {5, 20, 30})},
    .arms = {arm("plain", "adds small numbers", honest), arm("slowed", "adds no more of them", honest)},
    .claims = {claim("test", "The slowed arm takes at least as long as the plain one.", ratio("slowed", "plain") >= 1)},
    .passes = {Pass::time, Pass::simulate},
});

}  // namespace
}  // namespace memlore::bench
