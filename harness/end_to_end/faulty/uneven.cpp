// Copies of one arm that are not alike: every second one that begins takes several times as long, as copies that share
// something may do in a real experiment. The self-test must see that, and say in which experiment.

#include "harness/end_to_end/faulty/sums.h"

namespace memlore::bench {
namespace {

/// Arms are prepared in an order that varies, but first run in their own.
Kernel slower_every_second_time(const Point& /*point*/) {
  return kernel([times = 0]() mutable {
    static int begun = 0;
    if (times == 0) times = ++begun % 2 == 0 ? 4 : 1;
    std::uint64_t sum = 0;
    for (int i = 0; i < times; ++i) sum = opaque(small_sum());
    return sum;
  });
}

const auto uneven = declare({
    .id = "uneven/copies",
    .question = "Is an experiment named whose identical arms differ?",
    .operation = "sum",
    .factors = {},
    .arms = {arm("one", "adds small numbers", slower_every_second_time),
             arm("other", "adds the same numbers", slower_every_second_time)},
    .claims = same_time("other", "one"),
    .passes = {Pass::time},
});

}  // namespace
}  // namespace memlore::bench
