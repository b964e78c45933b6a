#include "harness/bench/simulate/same_place.h"

#include <gtest/gtest.h>
#include <sys/single_threaded.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <vector>

#include "harness/bench/author/opaque.h"

namespace memlore::bench {
namespace {

using Addresses = std::array<std::uintptr_t, 64>;

/// Where allocations of many sizes land in a new process that did something else before it settled.
Addresses addresses_after(const std::function<void()>& before) {
  std::array<int, 2> ends{};
  EXPECT_EQ(pipe(ends.data()), 0);
  const auto child = fork();
  if (child == 0) {
    before();
    settle_heap();
    Addresses found{};
    for (std::size_t i = 0; i < found.size(); ++i)
      found[i] = reinterpret_cast<std::uintptr_t>(opaque(std::malloc(8 + i * i * 7)));
    _exit(write(ends[1], &found, sizeof found) == ssize_t{sizeof found} ? 0 : 1);
  }
  close(ends[1]);
  Addresses found{};
  EXPECT_EQ(read(ends[0], &found, sizeof found), ssize_t{sizeof found});
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  return found;
}

/// Leaves pieces of many sizes free, between others that stay.
void leave_holes() {
  std::vector<void*> kept;
  for (std::size_t i = 1; i < 400; ++i) {
    auto* hole = opaque(std::malloc(i * 11));
    kept.push_back(opaque(std::malloc(24)));
    std::free(hole);
  }
  opaque(kept.data());
}

#if defined(__GLIBC__) && !defined(MEMLORE_SANITIZED)

TEST(SettleHeap, MakesAllocationsLandAtTheSamePlacesWhateverWasAllocatedBefore) {
  // Other tests of this program start threads; ctest runs each in a process of its own.
  if (__libc_single_threaded == 0) GTEST_SKIP() << "this process had a second thread, whose heap counts, too";
  const auto at_once = addresses_after([] {});
  EXPECT_EQ(addresses_after(leave_holes), at_once);
  EXPECT_EQ(addresses_after([] { opaque(std::malloc(100'000)); }), at_once);
}

#endif

TEST(WithSettledStack, CallsAtTheSameAddressFromAnyDepth) {
  std::vector<std::uintptr_t> frames;
  auto note = [&] {
    with_settled_stack([&] { frames.push_back(reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0))); });
  };
  const std::function<void(int)> deeper = [&](int depth) {
    std::array<char, 3000> room{};
    escape(room.data());
    if (depth > 0)
      deeper(depth - 1);
    else
      note();
    escape(room.data());
  };
  deeper(0);
  deeper(5);
  ASSERT_EQ(frames.size(), 2U);
  constexpr std::uintptr_t step = 1 << 20;
  EXPECT_LT(std::min(frames[0] % step, frames[1] % step) + 0, step);
  EXPECT_NEAR(static_cast<double>(frames[0] % step), static_cast<double>(frames[1] % step), 64);
}

}  // namespace
}  // namespace memlore::bench
