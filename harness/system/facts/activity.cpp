#include "harness/system/facts/activity.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>

#include "harness/system/cpus/topology_load.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

double own_seconds() {
  double result = 0;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    rusage usage{};
    getrusage(who, &usage);
    result += seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  }
  return result;
}

std::optional<std::int64_t> throttled_periods(const MachineFiles& files) {
  const auto facts = cgroup_facts(files);
  const auto found = std::ranges::find(facts, "throttled_periods", &Fact::name);
  return found == facts.end() ? std::nullopt : to_integer(found->value.value_or(""));
}

std::optional<std::int64_t> swapped_pages(const MachineFiles& files) {
  const auto text = files.read("/proc/vmstat").value.value_or("");
  const auto in = to_integer(field_in(text, "pswpin", ' ').value_or(""));
  const auto out = to_integer(field_in(text, "pswpout", ' ').value_or(""));
  if (!in || !out) return std::nullopt;
  return *in + *out;
}

std::optional<std::int64_t> heat_throttles(const MachineFiles& files) {
  const std::string folder = "/sys/devices/system/cpu";
  std::optional<std::int64_t> result;
  for (const auto& name : files.names_in(folder)) {
    const auto text = files.read(fmt::format("{}/{}/thermal_throttle/core_throttle_count", folder, name));
    if (const auto count = to_integer(text.value.value_or(""))) result = result.value_or(0) + *count;
  }
  return result;
}

/// How much a counter grew; nothing where it is absent or was reset in between.
template <class Number>
std::optional<Number> growth(const std::optional<Number>& before, const std::optional<Number>& after) {
  if (!before || !after || *after < *before) return std::nullopt;
  return *after - *before;
}

template <class Number>
Fact grown(const char* name, const std::optional<Number>& before, const std::optional<Number>& after,
           const char* missing) {
  const auto by = growth(before, after);
  return to_fact("activity", name, by ? present(fmt::format("{}", *by)) : absent(missing));
}

}  // namespace

MachineTotals read_totals(const MachineFiles& files) {
  MachineTotals totals;
  totals.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  if (const auto time = machine_time(files.read("/proc/stat").value.value_or(""))) {
    const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
    totals.total_seconds = static_cast<double>(time->total) / ticks;
    totals.idle_seconds = static_cast<double>(time->idle) / ticks;
    totals.stolen_seconds = static_cast<double>(time->stolen) / ticks;
  }
  totals.own_seconds = own_seconds();
  totals.throttled_periods = throttled_periods(files);
  totals.swapped_pages = swapped_pages(files);
  totals.heat_throttles = heat_throttles(files);
  return totals;
}

Facts activity_facts(const MachineTotals& before, const MachineTotals& after) {
  const auto seconds = after.seconds - before.seconds;
  const auto total = growth(before.total_seconds, after.total_seconds);
  const auto idle = growth(before.idle_seconds, after.idle_seconds);
  const auto stolen = growth(before.stolen_seconds, after.stolen_seconds);
  const auto own = after.own_seconds - before.own_seconds;
  auto cpus = absent("no time of all CPUs in /proc/stat");
  auto share = cpus;
  if (seconds > 0 && total && idle && stolen && *total > 0) {
    const auto others = std::max(0.0, *total - *idle - *stolen - own);
    cpus = present(fmt::format("{:.3f}", others / seconds));
    share = present(fmt::format("{:.5f}", *stolen / *total));
  }
  return {
      to_fact("activity", "seconds", present(fmt::format("{:.3f}", seconds))),
      to_fact("activity", "cpu_seconds_counted",
              total ? present(fmt::format("{:.2f}", *total)) : absent("no time of all CPUs in /proc/stat")),
      to_fact("activity", "other_work_cpus", cpus),
      to_fact("activity", "stolen_share", share),
      grown("throttled_periods", before.throttled_periods, after.throttled_periods, "no control group counts it"),
      grown("swapped_pages", before.swapped_pages, after.swapped_pages, "/proc/vmstat does not count it"),
      grown("heat_throttles", before.heat_throttles, after.heat_throttles, "no core counts it"),
  };
}

}  // namespace memlore::system
