#include "harness/system/counters/perf_group.h"

#include <fmt/format.h>
#include <linux/perf_event.h>

#include <cerrno>
#include <cstring>
#include <ranges>
#include <utility>

namespace memlore::system {
namespace {

/// As the kernel writes a group: number of events, enabled, running, then the counts.
constexpr std::size_t words_before_counts = 3;

perf_event_attr attributes_of(const PerfEvent& event, bool leader) {
  perf_event_attr attributes{};
  attributes.size = sizeof attributes;
  attributes.type = event.type;
  attributes.config = event.config;
  attributes.config1 = event.config1;
  attributes.config2 = event.config2;
  // The members of a group run when their leader does.
  attributes.disabled = leader ? 1 : 0;
  attributes.exclude_hv = 1;
  attributes.exclude_kernel = event.hardware ? 1 : 0;
  attributes.read_format = PERF_FORMAT_GROUP | PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING;
  return attributes;
}

/// At paranoid level 2 an ordinary user may count user mode only. That still sees page faults and the task clock, which
/// belong to user code; switches and migrations happen inside the kernel and would read a false zero.
bool seen_from_user_mode(const PerfEvent& event) {
  return event.type == PERF_TYPE_SOFTWARE && !counts_whole_run(event) &&
         event.config != PERF_COUNT_SW_CONTEXT_SWITCHES && event.config != PERF_COUNT_SW_CPU_MIGRATIONS;
}

int open_event(CounterKernel& kernel, const PerfEvent& event, int leader) {
  auto attributes = attributes_of(event, leader < 0);
  const int descriptor = kernel.open(attributes, leader);
  if ((descriptor != -EACCES && descriptor != -EPERM) || !seen_from_user_mode(event)) return descriptor;
  attributes.exclude_kernel = 1;
  return kernel.open(attributes, leader);
}

}  // namespace

double running_share(const ScaledCount& count) {
  return static_cast<double>(count.running_ns) / static_cast<double>(count.enabled_ns);
}

std::variant<ScaledCount, Unavailable> scale(const GroupReading& reading, std::size_t event) {
  if (reading.running_ns == 0 || reading.enabled_ns == 0) return Unavailable{never_scheduled()};
  ScaledCount scaled{.enabled_ns = reading.enabled_ns, .running_ns = reading.running_ns};
  scaled.count = static_cast<double>(reading.counts.at(event)) / running_share(scaled);
  return scaled;
}

std::variant<PerfGroup, RefusedEvent> PerfGroup::open(CounterKernel& kernel, std::span<const PerfEvent> events) {
  PerfGroup group(kernel);
  for (std::size_t i = 0; i < events.size(); ++i) {
    const int leader = group.descriptors_.empty() ? -1 : group.descriptors_.front();
    const int descriptor = open_event(kernel, events[i], leader);
    if (descriptor < 0) return RefusedEvent{.event = i, .error = -descriptor};
    group.descriptors_.push_back(descriptor);
  }
  return group;
}

PerfGroup::PerfGroup(PerfGroup&& other) noexcept
    : kernel_(other.kernel_),
      descriptors_(std::exchange(other.descriptors_, {})),
      at_start_(std::move(other.at_start_)),
      at_stop_(std::move(other.at_stop_)),
      failure_(std::move(other.failure_)) {}

PerfGroup& PerfGroup::operator=(PerfGroup&& other) noexcept {
  std::swap(kernel_, other.kernel_);
  std::swap(descriptors_, other.descriptors_);
  std::swap(at_start_, other.at_start_);
  std::swap(at_stop_, other.at_stop_);
  std::swap(failure_, other.failure_);
  return *this;
}

PerfGroup::~PerfGroup() {
  // The leader last: without it the others would become groups of their own for a moment.
  for (const int each : descriptors_ | std::views::reverse) kernel_->close(each);
}

bool PerfGroup::failed(int result, const char* what) {
  if (result >= 0) return false;
  failure_ = fmt::format("the kernel would not {} the counters: {}", what, std::strerror(-result));
  return true;
}

void PerfGroup::start() {
  failure_.clear();
  at_start_ = read();
  failed(kernel_->enable(descriptors_.front()), "start");
}

void PerfGroup::stop() {
  failed(kernel_->disable(descriptors_.front()), "stop");
  at_stop_ = read();
}

std::variant<GroupReading, Unavailable> PerfGroup::read() const {
  std::vector<std::uint64_t> words(words_before_counts + descriptors_.size());
  const auto bytes = words.size() * sizeof words.front();
  const auto got = kernel_->read(descriptors_.front(), words.data(), bytes);
  if (got < 0)
    return Unavailable{fmt::format("the counters could not be read: {}", std::strerror(static_cast<int>(-got)))};
  if (static_cast<std::size_t>(got) != bytes || words[0] != descriptors_.size()) {
    return Unavailable{fmt::format("the kernel's answer was short: {} of {} bytes, for {} of {} events", got, bytes,
                                   got > 0 ? words[0] : 0, descriptors_.size())};
  }
  return GroupReading{
      .enabled_ns = words[1], .running_ns = words[2], .counts = {words.begin() + words_before_counts, words.end()}};
}

std::variant<GroupReading, Unavailable> PerfGroup::reading() const {
  if (!failure_.empty()) return Unavailable{failure_};
  for (const auto* end : {&at_start_, &at_stop_}) {
    if (const auto* missing = std::get_if<Unavailable>(end)) return *missing;
  }
  const auto& from = std::get<GroupReading>(at_start_);
  auto difference = std::get<GroupReading>(at_stop_);
  if (difference.counts.size() != descriptors_.size()) return Unavailable{"the counters were not started"};
  difference.enabled_ns -= from.enabled_ns;
  difference.running_ns -= from.running_ns;
  for (std::size_t i = 0; i < from.counts.size(); ++i) difference.counts[i] -= from.counts[i];
  return difference;
}

}  // namespace memlore::system
