#include "harness/bench/worker/thread_cpus.h"

#include <gtest/gtest.h>

#include "harness/bench/author/made_up_arms.h"
#include "harness/system/cpus/affinity.h"

namespace memlore::bench {
namespace {

/// Puts the CPUs back that the test began with.
class ThreadCpusTest : public testing::Test {
 protected:
  void SetUp() override {
    if (all_.size() < 2) GTEST_SKIP() << "needs two CPUs";
    job_.cpu = all_[0];
    job_.cpus = all_;
    system::pin_this_thread(job_.cpu);
  }
  void TearDown() override { system::pin_this_thread_to(all_); }

  static PreparedCell cell_of(Kernel kernel) {
    PreparedCell cell{.loops = {}, .setup_ns = {}};
    cell.loops.push_back(nullptr);
    cell.loops.push_back(std::move(kernel.loop));
    return cell;
  }
  static PreparedCell threaded() {
    return cell_of(threaded_kernel(2, [](int) { return [] { return std::uint64_t{1}; }; }));
  }

  std::vector<int> all_ = system::allowed_cpus();
  std::vector<int> home_{all_[0]};
  Job job_;
};

TEST_F(ThreadCpusTest, OpensTheCpusOfTheJobForAnArmOfSeveralThreads) {
  const auto cell = threaded();
  {
    const ThreadCpus cpus(cell, job_);
    EXPECT_EQ(system::allowed_cpus(), all_);
  }
  EXPECT_EQ(system::allowed_cpus(), home_) << "back home afterwards";
}

TEST_F(ThreadCpusTest, DoesNothingForArmsOfOneThread) {
  const auto cell = cell_of(counting());
  const ThreadCpus cpus(cell, job_);
  EXPECT_EQ(system::allowed_cpus(), home_);
}

TEST_F(ThreadCpusTest, DoesNothingForAJobThatPinsNothing) {
  const auto cell = threaded();
  job_.cpu = -1;
  const ThreadCpus unpinned(cell, job_);
  EXPECT_EQ(system::allowed_cpus(), home_);
  job_.cpu = all_[0];
  job_.cpus.clear();
  const ThreadCpus no_others(cell, job_);
  EXPECT_EQ(system::allowed_cpus(), home_);
}

}  // namespace
}  // namespace memlore::bench
