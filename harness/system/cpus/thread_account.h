#pragma once

// What the kernel did to the calling thread: the disturbances of a timed block, read before and after it.

#include <cstdint>
#include <optional>

#include "harness/system/files/descriptor.h"

namespace memlore::system {

/// Running totals since the thread (or process) began.
struct ThreadTotals {
  std::int64_t switches = 0;                ///< Context switches, voluntary or not.
  std::int64_t faults = 0;                  ///< Page faults, minor and major.
  std::optional<std::int64_t> waited_ns{};  ///< Runnable while another thread ran on its CPU.
  std::optional<std::int64_t> stolen_ns{};  ///< Taken from the CPU by the hypervisor, in steps of the kernel's tick.

  bool operator==(const ThreadTotals&) const = default;
};

/// Reads the totals with as few system calls as there are; about 11 us on a small machine, most of it for stolen time.
class ThreadAccount {
 public:
  /// For a thread that is on `cpu`; -1 where it is not pinned: then stolen time is absent.
  explicit ThreadAccount(int cpu);

  /// The thread is on this CPU from now on: totals of before and after do not compare.
  void follow(int cpu) { cpu_ = cpu; }

  /// Of the calling thread; or, for `whole_process`, of all threads together, whose waiting and stolen time are absent.
  /// Call it from the thread that made the account.
  [[nodiscard]] ThreadTotals read(bool whole_process) const;

 private:
  int cpu_;
  Descriptor scheduler_;   ///< /proc/thread-self/schedstat
  Descriptor processors_;  ///< /proc/stat; none where the thread is not pinned.
};

/// The second figure of a schedstat line: nanoseconds of waiting. Nothing where the text is not one.
std::optional<std::int64_t> waiting_in(const char* schedstat);

/// The stolen ticks of one CPU in the text of /proc/stat. Nothing where the CPU or the figure is not there.
std::optional<std::int64_t> stolen_ticks_in(const char* stat, int cpu);

}  // namespace memlore::system
