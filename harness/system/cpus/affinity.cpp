#include "harness/system/cpus/affinity.h"

#include <fmt/format.h>
#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "harness/model/text/input_error.h"
#include "harness/system/cpus/cpu_list.h"

namespace memlore::system {
namespace {

/// A CPU mask of any length: cpu_set_t itself ends at CPU 1023.
class CpuMask {
 public:
  explicit CpuMask(int cpus) : cpus_(cpus), bytes_(CPU_ALLOC_SIZE(cpus)), bits_(CPU_ALLOC(cpus)) {
    if (!bits_) throw MachineError("no memory for a CPU mask");
    CPU_ZERO_S(bytes_, bits_.get());
  }

  void add(int cpu) { CPU_SET_S(cpu, bytes_, bits_.get()); }
  [[nodiscard]] std::vector<int> members() const {
    std::vector<int> result;
    for (int cpu = 0; cpu < cpus_; ++cpu) {
      if (CPU_ISSET_S(cpu, bytes_, bits_.get())) result.push_back(cpu);
    }
    return result;
  }
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] cpu_set_t* bits() const { return bits_.get(); }

 private:
  struct Free {
    void operator()(cpu_set_t* bits) const { CPU_FREE(bits); }
  };
  int cpus_;
  std::size_t bytes_;
  std::unique_ptr<cpu_set_t, Free> bits_;
};

constexpr int most_cpus = 1 << 16;

}  // namespace

void pin_this_thread(int cpu) { pin_this_thread_to({cpu}); }

void pin_this_thread_to(const std::vector<int>& cpus) {
  for (const int cpu : cpus) {
    if (cpu < 0 || cpu >= most_cpus) throw MachineError(fmt::format("there is no CPU {} to pin to", cpu));
  }
  CpuMask mask(cpus.empty() ? 1 : *std::ranges::max_element(cpus) + 1);
  for (const int cpu : cpus) mask.add(cpu);
  if (sched_setaffinity(0, mask.bytes(), mask.bits()) == 0) return;
  const int error = errno;
  const auto wanted = format_cpu_list(cpus);
  const auto usable = format_cpu_list(allowed_cpus());
  if (error != EINVAL) throw MachineError(fmt::format("cannot pin to CPU {}: {}", wanted, std::strerror(error)));
  throw MachineError(fmt::format(
      "cannot pin to CPU {}: it is offline, missing or outside this process's cpuset (usable: {})", wanted, usable));
}

std::vector<int> allowed_cpus() {
  // The kernel says EINVAL to a mask shorter than its own, whose length it does not tell.
  for (int cpus = 1024; cpus <= most_cpus; cpus *= 2) {
    const CpuMask mask(cpus);
    if (sched_getaffinity(0, mask.bytes(), mask.bits()) == 0) return mask.members();
    if (errno != EINVAL) break;
  }
  throw MachineError(fmt::format("cannot read the allowed CPUs: {}", std::strerror(errno)));
}

}  // namespace memlore::system
