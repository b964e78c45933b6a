#include "harness/bench/time/warm_up.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace memlore::bench {
namespace {

constexpr std::int64_t long_enough = 1'000'000'000;

/// Stretches that take so long, the last one for ever after.
int stretches_of(std::vector<std::int64_t> ns, std::int64_t most_ns = long_enough) {
  std::size_t next = 0;
  return warm_up([&] { return ns[std::min(next++, ns.size() - 1)]; }, most_ns);
}

TEST(WarmUp, IsOverSoonForAnArmThatIsSteadyFromTheBeginning) {
  EXPECT_EQ(stretches_of({1000}), 1 + stretches_without_gain);
}

TEST(WarmUp, GoesOnForAsLongAsTheArmGainsALittle) {
  std::vector<std::int64_t> ns;
  for (int i = 0; i < 30; ++i) ns.push_back(3600 - 40 * i);
  EXPECT_EQ(stretches_of(ns), 30 + stretches_without_gain);
}

TEST(WarmUp, SeesASlowGainAcrossStretches) {
  std::vector<std::int64_t> ns;
  for (int i = 0; i < 30; ++i) ns.push_back(10'000 - 40 * i);  // 0.4 % a stretch
  EXPECT_GT(stretches_of(ns), 30);
}

TEST(WarmUp, IsNotProlongedByDisturbances) {
  EXPECT_EQ(stretches_of({1000, 5000, 1000, 900'000, 1001}), 1 + stretches_without_gain) << "nor made shorter";
}

TEST(WarmUp, DoesNotTakeADisturbedBeginningForTheLevel) {
  EXPECT_EQ(stretches_of({9000, 1000}), 2 + stretches_without_gain);
}

TEST(WarmUp, EndsWhenItsTimeIsOver) {
  EXPECT_EQ(stretches_of({1000}, 2500), 3);
  EXPECT_EQ(stretches_of({5'000'000}, 2500), 1) << "one stretch is run in any case";
}

}  // namespace
}  // namespace memlore::bench
