// Counting changes no timing: a worker that times opens no counter. It runs here under a filter that ends the process
// at the first perf_event_open. A worker that counts runs under it, too, and has to die: the filter works.

#include <gtest/gtest.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <functional>
#include <vector>

#include "harness/bench/author/made_up_arms.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"

namespace memlore::bench {
namespace {

std::string experiment() {
  return made_up_experiment("no-counter", {{"one", [](const Point&) { return counting(); }},
                                           {"two", [](const Point&) { return counting(); }}});
}

bool forbid_counters() {
  std::array filter{
      sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_perf_event_open, 0, 1),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{.len = static_cast<unsigned short>(filter.size()), .filter = filter.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

constexpr int cannot_filter = 77;

/// The status, as of waitpid, of a process that does this work under the filter.
int ending_under_filter(const std::function<void()>& work) {
  const auto child = fork();
  if (child == 0) {
    if (!forbid_counters()) _exit(cannot_filter);
    work();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return status;
}

TEST(TimeBlocks, OpensNoCounterUnlikeCounting) {
  auto job = job_for(experiment(), {"one", "two"});
  job.cells[0].blocks = {{0, 0}, {0, 1}};
  const auto timing = ending_under_filter([&] {
    RecordedChannel recorded;
    time_blocks(job, recorded.channel());
    if (recorded.of_kind("block").size() != 2) _exit(1);
  });
  if (WIFEXITED(timing) && WEXITSTATUS(timing) == cannot_filter)
    GTEST_SKIP() << "no system call filter can be set here";
  EXPECT_TRUE(WIFEXITED(timing) && WEXITSTATUS(timing) == 0) << "status " << timing;
  const auto counting = ending_under_filter([&] {
    RecordedChannel recorded;
    count_events(job, recorded.channel());
  });
  EXPECT_TRUE(WIFSIGNALED(counting)) << "status " << counting;
}

}  // namespace
}  // namespace memlore::bench
