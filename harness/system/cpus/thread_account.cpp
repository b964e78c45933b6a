#include "harness/system/cpus/thread_account.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <string>
#include <string_view>

namespace memlore::system {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;

/// The beginning of a file, NUL-terminated; empty where it cannot be read.
template <std::size_t Size>
const char* read_into(std::array<char, Size>& text, const Descriptor& file) {
  const auto count = file.open() ? pread(file.get(), text.data(), text.size() - 1, 0) : -1;
  text[count > 0 ? count : 0] = '\0';
  return text.data();
}

/// The number at the `index`-th word of a text.
std::optional<std::int64_t> number_at(std::string_view text, int index) {
  for (int i = 0; i <= index; ++i) {
    const auto begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return std::nullopt;
    text.remove_prefix(begin);
    if (i < index) text.remove_prefix(std::min(text.find(' '), text.size()));
  }
  std::int64_t number = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc{}) return std::nullopt;
  return number;
}

}  // namespace

std::optional<std::int64_t> waiting_in(const char* schedstat) { return number_at(schedstat, 1); }

std::optional<std::int64_t> stolen_ticks_in(const char* stat, int cpu) {
  const auto label = fmt::format("\ncpu{} ", cpu);
  const char* line = std::strstr(stat, label.c_str());
  if (line == nullptr) return std::nullopt;
  const std::string_view rest(line + label.size());
  constexpr int steal = 7;  // user nice system idle iowait irq softirq steal
  return number_at(rest.substr(0, rest.find('\n')), steal);
}

ThreadAccount::ThreadAccount(int cpu)
    : cpu_(cpu),
      scheduler_(open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)),
      processors_(cpu < 0 ? -1 : open("/proc/stat", O_RDONLY | O_CLOEXEC)) {}

ThreadTotals ThreadAccount::read(bool whole_process) const {
  rusage usage{};
  getrusage(whole_process ? RUSAGE_SELF : RUSAGE_THREAD, &usage);
  ThreadTotals totals{.switches = usage.ru_nvcsw + usage.ru_nivcsw, .faults = usage.ru_minflt + usage.ru_majflt};
  if (whole_process) return totals;
  std::array<char, 128> line{};
  totals.waited_ns = waiting_in(read_into(line, scheduler_));
  if (processors_.open()) {
    std::array<char, 8192> text{};  // A hundred CPUs; what is beyond is absent.
    const auto ticks = stolen_ticks_in(read_into(text, processors_), cpu_);
    if (ticks) totals.stolen_ns = *ticks * (nanoseconds_per_second / sysconf(_SC_CLK_TCK));
  }
  return totals;
}

}  // namespace memlore::system
