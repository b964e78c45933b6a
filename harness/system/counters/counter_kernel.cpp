#include "harness/system/counters/counter_kernel.h"

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

namespace memlore::system {
namespace {

int or_errno(long result) { return static_cast<int>(result < 0 ? -errno : result); }

class ThisKernel final : public CounterKernel {
 public:
  int open(const perf_event_attr& attributes, int leader) override {
    return or_errno(syscall(SYS_perf_event_open, &attributes, 0, -1, leader, PERF_FLAG_FD_CLOEXEC));
  }
  // Of the leader alone: its members follow. With PERF_IOC_FLAG_GROUP each member is switched by itself, and a task
  // clock in a group then lost half of its time, or all of it (Linux 6.18; found by the self-test's spin).
  int enable(int leader) override { return or_errno(ioctl(leader, PERF_EVENT_IOC_ENABLE, 0)); }
  int disable(int leader) override { return or_errno(ioctl(leader, PERF_EVENT_IOC_DISABLE, 0)); }
  long read(int descriptor, void* into, std::size_t bytes) override {
    return or_errno(::read(descriptor, into, bytes));
  }
  void close(int descriptor) override { ::close(descriptor); }
  [[nodiscard]] const MachineFiles& files() const override { return files_; }

 private:
  MachineFiles files_;
};

}  // namespace

CounterKernel& this_kernel() {
  static ThisKernel kernel;
  return kernel;
}

}  // namespace memlore::system
