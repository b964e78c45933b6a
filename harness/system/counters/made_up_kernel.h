#pragma once

// For tests: a kernel whose counters refuse, are shared out or answer short, as the test asks.

#include <linux/perf_event.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <map>
#include <vector>

#include "harness/system/counters/counter_kernel.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {

class MadeUpKernel final : public CounterKernel {
 public:
  /// Errno for an event about to join a group that has so many already; 0: it is opened.
  std::function<int(const perf_event_attr&, std::size_t members)> refuse = [](const auto&, std::size_t) { return 0; };
  /// Share of the enabled time that a group of so many events gets on the PMU.
  std::function<double(std::size_t members)> share = [](std::size_t) { return 1.0; };
  /// What an event counts each time that its group runs, had it run all the time.
  std::function<std::uint64_t(const perf_event_attr&)> count = [](const auto&) { return 1000; };
  /// Bytes of an answer that are held back.
  std::size_t bytes_short = 0;
  int enable_error = 0;
  int most_open = 1'000'000;  ///< Descriptors; the next open fails with EMFILE.

  int opened = 0;                           ///< Calls that succeeded.
  int started = 0;                          ///< Times that a group was started.
  std::vector<perf_event_attr> attributes;  ///< Of every call, in order.

  [[nodiscard]] int open_now() const { return static_cast<int>(events_.size()); }
  [[nodiscard]] const MadeUpMachine& machine() const { return machine_; }

  int open(const perf_event_attr& attributes_of_event, int leader) override {
    attributes.push_back(attributes_of_event);
    const auto members = leader < 0 ? 0 : groups_.at(leader).size();
    if (const int error = refuse(attributes_of_event, members)) return -error;
    if (open_now() >= most_open) return -EMFILE;
    const int descriptor = next_++;
    events_[descriptor] = {.attributes = attributes_of_event};
    groups_[leader < 0 ? descriptor : leader].push_back(descriptor);
    ++opened;
    return descriptor;
  }

  int enable(int /*leader*/) override {
    if (enable_error != 0) return -enable_error;
    ++started;
    return 0;
  }

  int disable(int leader) override {
    constexpr double stretch_ns = 1e6;
    const double part = share(groups_.at(leader).size());
    auto& times = times_[leader];
    times.enabled += static_cast<std::uint64_t>(stretch_ns);
    times.running += static_cast<std::uint64_t>(stretch_ns * part);
    for (const int each : groups_.at(leader)) {
      auto& event = events_.at(each);
      event.count += static_cast<std::uint64_t>(static_cast<double>(count(event.attributes)) * part);
    }
    return 0;
  }

  long read(int descriptor, void* into, std::size_t bytes) override {
    const auto& group = groups_.at(descriptor);
    std::vector<std::uint64_t> words{group.size(), times_[descriptor].enabled, times_[descriptor].running};
    for (const int each : group) words.push_back(events_.at(each).count);
    const auto whole = std::min(bytes, words.size() * sizeof words.front());
    const auto given = whole > bytes_short ? whole - bytes_short : 0;
    std::memcpy(into, words.data(), given);
    return static_cast<long>(given);
  }

  void close(int descriptor) override {
    events_.erase(descriptor);
    groups_.erase(descriptor);
    times_.erase(descriptor);
  }

  [[nodiscard]] const MachineFiles& files() const override { return files_; }

 private:
  struct Event {
    perf_event_attr attributes{};
    std::uint64_t count = 0;
  };
  struct Times {
    std::uint64_t enabled = 0;
    std::uint64_t running = 0;
  };

  MadeUpMachine machine_;
  MachineFiles files_ = machine_.files();
  int next_ = 100;
  std::map<int, Event> events_;
  std::map<int, std::vector<int>> groups_;
  std::map<int, Times> times_;
};

}  // namespace memlore::system
