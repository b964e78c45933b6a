#include "harness/system/perf_event.h"

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

namespace memlore::system {
namespace {

std::optional<int> perf_event_paranoid() {
  std::ifstream file("/proc/sys/kernel/perf_event_paranoid");
  int level = 0;
  if (file >> level) return level;
  return std::nullopt;
}

perf_event_attr attributes_of(const PerfEventSpec& spec) {
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = spec.type;
  attributes.config = spec.config;
  attributes.disabled = 1;
  attributes.exclude_hv = 1;
  // Software events happen in the kernel: leaving it out would count none of them.
  attributes.exclude_kernel = spec.hardware ? 1 : 0;
  attributes.read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  return attributes;
}

/// A descriptor that counts the calling thread on any CPU; negative, with errno, where it cannot be had.
int open_descriptor(perf_event_attr& attributes) {
  return static_cast<int>(syscall(SYS_perf_event_open, &attributes, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

/// Whether any hardware event can be opened here.
bool pmu_counts() {
  return std::ranges::any_of(counted_events(), [](const PerfEventSpec& spec) {
    auto attributes = attributes_of(spec);
    const int descriptor = spec.hardware ? open_descriptor(attributes) : -1;
    if (descriptor >= 0) close(descriptor);
    return descriptor >= 0;
  });
}

}  // namespace

const std::vector<PerfEventSpec>& counted_events() {
  static const std::vector<PerfEventSpec> events{
      {Metric::cycles_per_op, PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES, "cycles", true},
      {Metric::instructions_per_op, PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS, "instructions", true},
      {Metric::cache_misses_per_op, PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES, "cache-misses", true},
      {Metric::branch_misses_per_op, PERF_TYPE_HARDWARE, PERF_COUNT_HW_BRANCH_MISSES, "branch-misses", true},
      {Metric::page_faults_per_op, PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS, "page-faults", false},
      {Metric::context_switches, PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CONTEXT_SWITCHES, "context-switches", false},
      {Metric::migrations, PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_MIGRATIONS, "cpu-migrations", false},
      {Metric::task_clock_per_op, PERF_TYPE_SOFTWARE, PERF_COUNT_SW_TASK_CLOCK, "task-clock", false},
  };
  return events;
}

std::variant<ScaledCount, Unavailable> scale(const PerfReading& reading) {
  if (reading.running_ns == 0 || reading.enabled_ns == 0) {
    return Unavailable{"the event was never scheduled: the counters of this PMU are taken"};
  }
  const double share = static_cast<double>(reading.running_ns) / static_cast<double>(reading.enabled_ns);
  return ScaledCount{.count = static_cast<double>(reading.count) / share, .running_share = share};
}

std::string explain_perf_error(int error, const PerfEventSpec& spec, std::optional<int> paranoid, bool pmu_counts) {
  switch (error) {
    case ENOENT:
    case EOPNOTSUPP:
    case ENODEV:
      if (!spec.hardware) return "this kernel has no such software event";
      return pmu_counts ? "the PMU of this machine has no such event, though it counts others"
                        : "this machine offers no such hardware event (most virtual machines have no PMU)";
    case EACCES:
    case EPERM:
      if (const int allowed = spec.hardware ? 2 : 1; paranoid && *paranoid > allowed) {
        return "not permitted: kernel.perf_event_paranoid is " + std::to_string(*paranoid) +
               "; 'sysctl kernel.perf_event_paranoid=" + std::to_string(allowed) + "' allows it";
      }
      return "not permitted: a container's seccomp filter or a security module forbids perf_event_open";
    case ENOSYS:
      return "this kernel was built without perf events";
    case EMFILE:
    case ENFILE:
      return "too many open files; raise 'ulimit -n'";
    default:
      return std::string("perf_event_open failed: ") + std::strerror(error);
  }
}

std::variant<PerfEvent, Unavailable> PerfEvent::open(const PerfEventSpec& spec) {
  auto attributes = attributes_of(spec);
  auto descriptor = open_descriptor(attributes);
  // At paranoid level 2 an ordinary user may count user mode only. That still sees page faults and the task clock,
  // which belong to user code; switches and migrations happen inside the kernel and would read a false zero.
  const bool seen_from_user_mode = spec.config == PERF_COUNT_SW_PAGE_FAULTS || spec.config == PERF_COUNT_SW_TASK_CLOCK;
  if (descriptor < 0 && (errno == EACCES || errno == EPERM) && !spec.hardware && seen_from_user_mode) {
    attributes.exclude_kernel = 1;
    descriptor = open_descriptor(attributes);
  }
  if (descriptor >= 0) return PerfEvent{descriptor};
  const int error = errno;
  return Unavailable{explain_perf_error(error, spec, perf_event_paranoid(), pmu_counts())};
}

PerfEvent::PerfEvent(PerfEvent&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

PerfEvent& PerfEvent::operator=(PerfEvent&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

PerfEvent::~PerfEvent() {
  if (descriptor_ >= 0) close(descriptor_);
}

void PerfEvent::start() const {
  ioctl(descriptor_, PERF_EVENT_IOC_RESET, 0);
  ioctl(descriptor_, PERF_EVENT_IOC_ENABLE, 0);
}

void PerfEvent::stop() const { ioctl(descriptor_, PERF_EVENT_IOC_DISABLE, 0); }

std::variant<PerfReading, Unavailable> PerfEvent::read() const {
  PerfReading reading;
  const auto got = ::read(descriptor_, &reading, sizeof reading);
  if (got != static_cast<ssize_t>(sizeof reading)) return Unavailable{"the kernel's answer was short"};
  return reading;
}

}  // namespace memlore::system
