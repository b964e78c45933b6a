#include "harness/system/cpus/thread_account.h"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <thread>

#include "harness/system/cpus/affinity.h"

namespace memlore::system {
namespace {

constexpr const char* stat =
    "cpu  9 9 9 9 9 9 9 99 0 0\ncpu0 21707 0 2880 10990 11 0 4 22 0 0\ncpu1 1 2 3 4 5 6 7 88 9 10\nintr 5\n";

TEST(StolenTicks, AreTheEighthFigureOfTheCpuAskedFor) {
  EXPECT_EQ(stolen_ticks_in(stat, 0), 22);
  EXPECT_EQ(stolen_ticks_in(stat, 1), 88);
}

TEST(StolenTicks, AreAbsentForACpuThatIsNotThereOrAKernelThatDoesNotSay) {
  EXPECT_EQ(stolen_ticks_in(stat, 2), std::nullopt);
  EXPECT_EQ(stolen_ticks_in("cpu 1\ncpu0 1 2 3 4\n", 0), std::nullopt);
  EXPECT_EQ(stolen_ticks_in("", 0), std::nullopt);
}

TEST(Waiting, IsTheSecondFigure) {
  EXPECT_EQ(waiting_in("334957377 572850 31\n"), 572850);
  EXPECT_EQ(waiting_in(""), std::nullopt);
  EXPECT_EQ(waiting_in("12\n"), std::nullopt);
}

TEST(ThreadAccount, SeesThePageFaultsOfTheThread) {
  const ThreadAccount account(-1);
  const auto before = account.read(false);
  constexpr std::size_t size = 64 << 12;
  void* const memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  auto* const pages = static_cast<volatile char*>(memory);
  madvise(memory, size, MADV_NOHUGEPAGE);
  for (std::size_t page = 0; page < size; page += 4096) pages[page] = 1;
  const auto after = account.read(false);
  munmap(memory, size);
  EXPECT_GE(after.faults - before.faults, 64);
}

TEST(ThreadAccount, SaysNothingOfStolenTimeWhereTheThreadMayMove) {
  EXPECT_EQ(ThreadAccount(-1).read(false).stolen_ns, std::nullopt);
}

TEST(ThreadAccount, AsksForTheCpuThatTheThreadIsOnNow) {
  ThreadAccount account(0);
  account.follow(1'000'000);
  EXPECT_EQ(account.read(false).stolen_ns, std::nullopt) << "there is no such CPU";
}

TEST(ThreadAccount, SaysNothingOfWaitingForAWholeProcess) {
  const auto totals = ThreadAccount(0).read(true);
  EXPECT_EQ(totals.waited_ns, std::nullopt);
  EXPECT_EQ(totals.stolen_ns, std::nullopt);
}

TEST(ThreadAccount, NeverRunsBackwards) {
  const ThreadAccount account(0);
  const auto before = account.read(false);
  std::this_thread::yield();
  const auto after = account.read(false);
  EXPECT_GE(after.switches, before.switches);
  EXPECT_GE(after.waited_ns.value_or(0), before.waited_ns.value_or(0));
}

}  // namespace
}  // namespace memlore::system
