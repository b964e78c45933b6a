#include "harness/bench/time/cpus_in_turn.h"

#include <gtest/gtest.h>

#include "harness/system/cpus/affinity.h"

namespace memlore::bench {
namespace {

using Cpus = std::vector<int>;

/// Puts the CPUs back that the test began with.
class CpusInTurnTest : public testing::Test {
 protected:
  void TearDown() override { system::pin_this_thread_to(all_); }

  Cpus all_ = system::allowed_cpus();
};

TEST_F(CpusInTurnTest, GoFromOneToTheNextAndHomeAgain) {
  if (all_.size() < 2) GTEST_SKIP() << "needs two CPUs";
  system::pin_this_thread(all_[0]);
  CpusInTurn cpus(all_[0], {all_[1]});
  EXPECT_TRUE(cpus.several());
  EXPECT_EQ(cpus.here(), all_[0]);
  cpus.next();
  EXPECT_EQ(cpus.here(), all_[1]);
  EXPECT_EQ(system::allowed_cpus(), Cpus{all_[1]});
  cpus.next();
  EXPECT_EQ(cpus.here(), all_[0]) << "after the last comes the first";
  EXPECT_EQ(system::allowed_cpus(), Cpus{all_[0]});
  cpus.next();
  cpus.home();
  EXPECT_EQ(cpus.here(), all_[0]);
  EXPECT_EQ(system::allowed_cpus(), Cpus{all_[0]});
}

TEST_F(CpusInTurnTest, LeaveAThreadAloneThatMayRunAnywhere) {
  CpusInTurn cpus(-1, {0});
  EXPECT_FALSE(cpus.several());
  EXPECT_EQ(cpus.here(), -1);
  cpus.next();
  cpus.home();
  EXPECT_EQ(system::allowed_cpus(), all_);
}

}  // namespace
}  // namespace memlore::bench
