#include "harness/system/counters/perf_event.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace memlore::system {
namespace {

std::string not_permitted(const PerfEvent& event, const CounterAccess& access) {
  // At level 2 an ordinary user may count user mode, above it (Debian's own level 3) nothing at all.
  const int allowed = event.hardware ? 2 : 1;
  if (access.paranoid && *access.paranoid > allowed) {
    return fmt::format(
        "not permitted: kernel.perf_event_paranoid is {}; 'sysctl kernel.perf_event_paranoid={}' as root allows it",
        *access.paranoid, allowed);
  }
  return "not permitted: a container's seccomp filter or a security module forbids perf_event_open; start the "
         "container with --cap-add PERFMON or a filter that allows it";
}

std::string no_such_event(const PerfEvent& event, const CounterAccess& access) {
  if (!event.hardware) return "this kernel has no such software event";
  if (!access.has_pmu) {
    return "no PMU here (most virtual machines have none); use real hardware, or a hypervisor that passes a PMU on";
  }
  return "the PMU of this processor does not have this event; 'perf list' shows those it has";
}

}  // namespace

std::string source_of(const PerfEvent& event) {
  return "perf_event " + event.name + (event.hardware ? ", user mode" : "");
}

bool counts_whole_run(const PerfEvent& event) {
  return event.metric == Metric::context_switches || event.metric == Metric::migrations;
}

std::string explain_perf_error(int error, const PerfEvent& event, const CounterAccess& access) {
  switch (error) {
    case ENOENT:
    case EOPNOTSUPP:
    case ENODEV:
      return no_such_event(event, access);
    case EINVAL:
      return "the kernel refuses this event: this PMU cannot count it as it was asked for";
    case EACCES:
    case EPERM:
      return not_permitted(event, access);
    case ENOSYS:
      return "this kernel was built without perf events, or a filter hides them";
    case EBUSY:
      return "another program has reserved the PMU; end it (a profiler, a watchdog) and try again";
    case EMFILE:
    case ENFILE:
      return "too many open files; raise 'ulimit -n'";
    default:
      return fmt::format("perf_event_open failed: {}", std::strerror(error));
  }
}

std::string never_scheduled() {
  return "never scheduled: the counters of this PMU are taken; end other profilers, or 'sysctl kernel.nmi_watchdog=0'";
}

}  // namespace memlore::system
