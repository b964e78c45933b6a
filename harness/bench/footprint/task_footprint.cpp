#include <sys/resource.h>

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/tasks.h"

namespace memlore::bench {
namespace {

/// A line of /proc/self/status in bytes.
std::optional<double> status_bytes(const std::string& name) {
  std::ifstream file("/proc/self/status");
  std::string word;
  while (file >> word) {
    double kibibytes = 0;
    if (word == name + ":" && file >> kibibytes) return kibibytes * 1024;
  }
  return std::nullopt;
}

double faults_so_far() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_minflt + usage.ru_majflt);
}

}  // namespace

void measure_footprint(const Job& job, Channel& channel) {
  const auto resident_before = status_bytes("VmRSS");
  const double faults_before = faults_so_far();
  for_each_arm(job, channel, [&](const JobCell& cell, std::size_t arm, Loop& loop) {
    run_block(loop, 1, nullptr);
    const auto peak = status_bytes("VmHWM");
    Observation resident{.cell = cell.index,
                         .arm = static_cast<int>(arm),
                         .pass = Pass::footprint,
                         .metric = Metric::peak_resident_bytes,
                         .value = {},
                         .unavailable = {},
                         .source = "VmHWM of a process of its own, minus VmRSS before the arm",
                         .counter = CounterSource::process,
                         .repeat = job.repeat};
    auto faults = resident;
    faults.metric = Metric::first_touch_faults;
    faults.source = "getrusage of a process of its own";
    faults.value = faults_so_far() - faults_before;
    if (peak && resident_before) {
      resident.value = *peak - *resident_before;
    } else {
      resident.unavailable = "/proc/self/status has no VmHWM here";
    }
    channel.observations(cell.index, static_cast<int>(arm), std::vector{resident, faults});
  });
}

}  // namespace memlore::bench
