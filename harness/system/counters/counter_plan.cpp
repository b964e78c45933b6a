#include "harness/system/counters/counter_plan.h"

#include <chrono>
#include <iterator>
#include <optional>

#include "harness/system/counters/perf_group.h"
#include "harness/system/counters/pmu.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

using Events = std::vector<PerfEvent>;

/// Long enough for the kernel's own rotation of a shared PMU (by default every 4 ms) to give a group its turn.
constexpr std::chrono::milliseconds trial{10};

CounterAccess access_of(const CounterKernel& kernel) {
  const auto& files = kernel.files();
  CounterAccess access{.has_pmu = !core_pmus(files).empty()};
  const auto level = to_integer(files.read("/proc/sys/kernel/perf_event_paranoid").value.value_or(""));
  if (level) access.paranoid = static_cast<int>(*level);
  return access;
}

/// Why a group gives no counts, empty when it does. Turns of a loop would be optimised to nothing or take no time on a
/// fast machine: the clock says when it is enough.
std::string tried(PerfGroup& group, bool wait) {
  group.start();
  const auto end = std::chrono::steady_clock::now() + (wait ? trial : std::chrono::milliseconds(1));
  while (std::chrono::steady_clock::now() < end) {
  }
  group.stop();
  const auto reading = group.reading();
  if (const auto* missing = std::get_if<Unavailable>(&reading)) return missing->reason;
  const auto scaled = scale(std::get<GroupReading>(reading), 0);
  if (const auto* missing = std::get_if<Unavailable>(&scaled)) return missing->reason;
  return {};
}

class Planner {
 public:
  explicit Planner(CounterKernel& kernel) : kernel_(kernel), access_(access_of(kernel)) {}

  void add(const PerfEvent& event) {
    if (!event.missing.empty()) {
      plan_.missing.push_back({event, event.missing});
    } else if (const auto refused = refused_at({event})) {
      plan_.missing.push_back({event, explain_perf_error(refused->error, event, access_)});
    } else {
      place(event);
    }
  }

  CounterPlan finished() {
    for (auto& group : opened_) try_out(std::move(group));
    return std::move(plan_);
  }

 private:
  [[nodiscard]] std::optional<RefusedEvent> refused_at(const Events& events) const {
    const auto opened = PerfGroup::open(kernel_, events);
    const auto* refused = std::get_if<RefusedEvent>(&opened);
    return refused != nullptr ? std::optional(*refused) : std::nullopt;
  }

  /// Into the group before it, if that is of its kind and the kernel takes one more; else into a new one.
  void place(const PerfEvent& event) {
    if (!opened_.empty() && opened_.back().front().hardware == event.hardware) {
      auto longer = opened_.back();
      longer.push_back(event);
      if (!refused_at(longer)) {
        opened_.back() = std::move(longer);
        return;
      }
    }
    opened_.push_back({event});
  }

  // Each call has half of the events: the depth is the logarithm of their number.
  void try_out(Events events) {  // NOLINT(misc-no-recursion)
    auto opened = PerfGroup::open(kernel_, events);
    std::string reason;
    if (const auto* refused = std::get_if<RefusedEvent>(&opened)) {
      reason = explain_perf_error(refused->error, events[refused->event], access_);
    } else {
      reason = tried(std::get<PerfGroup>(opened), events.front().hardware);
    }
    if (reason.empty()) {
      plan_.groups.push_back(std::move(events));
    } else if (events.size() == 1) {
      plan_.missing.push_back({events.front(), reason});
    } else {
      opened = RefusedEvent{};  // Closed, or the halves would compete with it.
      const auto middle = events.begin() + std::ssize(events) / 2;
      try_out({events.begin(), middle});
      try_out({middle, events.end()});
    }
  }

  CounterKernel& kernel_;
  CounterAccess access_;
  std::vector<Events> opened_;
  CounterPlan plan_;
};

}  // namespace

CounterPlan plan_counters(CounterKernel& kernel, const std::vector<PerfEvent>& events) {
  Planner planner(kernel);
  for (const auto& event : events) planner.add(event);
  return planner.finished();
}

}  // namespace memlore::system
