#include "harness/system/processes/limits.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <iterator>
#include <optional>
#include <vector>

#include "harness/model/text/input_error.h"
#include "harness/system/processes/control_groups.h"

namespace memlore::system {
namespace {

constexpr std::int64_t kibi = 1024;
constexpr std::int64_t mebi = 1024 * kibi;
constexpr std::int64_t gibi = 1024 * mebi;

/// A limit of getrlimit().
struct ProcessLimit {
  decltype(RLIMIT_NOFILE) resource;
  const char* noun;
  const char* flag;    ///< Of the shell's `ulimit`.
  std::int64_t scale;  ///< What the shell counts in; its value is shown in that unit.
  const char* unit;
  std::int64_t usual;  ///< A value from here on is no reason for surprise.
};

/// A limit of a control group. Its file has another name in each version of the hierarchy.
struct GroupLimit {
  const char* controller;
  std::array<const char*, 2> files;
  const char* noun;
  const char* unit;
  std::int64_t usual;
};

constexpr ProcessLimit open_files{RLIMIT_NOFILE, "open files", "-n", 1, "", 256};
constexpr ProcessLimit processes{RLIMIT_NPROC, "processes of a user", "-u", 1, "", 1024};
constexpr ProcessLimit address_space{RLIMIT_AS, "address space", "-v", kibi, " KiB", 64 * gibi};
constexpr ProcessLimit data{RLIMIT_DATA, "data", "-d", kibi, " KiB", 64 * gibi};
constexpr ProcessLimit stack{RLIMIT_STACK, "the stack", "-s", kibi, " KiB", 8 * mebi};
constexpr GroupLimit group_processes{"pids", {"pids.max", "pids.max"}, "processes", "", 1024};
constexpr GroupLimit group_memory{"memory", {"memory.limit_in_bytes", "memory.max"}, "memory", " bytes", 4 * gibi};

/// Nothing where there is no limit.
std::optional<std::int64_t> value_of(const ProcessLimit& limit) {
  rlimit value{};
  if (getrlimit(limit.resource, &value) != 0 || value.rlim_cur == RLIM_INFINITY) return std::nullopt;
  return static_cast<std::int64_t>(value.rlim_cur);
}

/// The tightest one of all groups around this process.
std::optional<std::int64_t> value_of(const GroupLimit& limit, const MachineFiles& files) {
  const auto controller = ControlGroups(files).controller(limit.controller);
  if (!controller) return std::nullopt;
  std::optional<std::int64_t> tightest;
  for (const auto& folder : folders_of(*controller)) {
    const auto text = files.read(fmt::format("{}/{}", folder, limit.files.at(controller->version_2 ? 1 : 0)));
    const auto value = group_limit_in(text.value.value_or(""));
    if (value && (!tightest || *value < *tightest)) tightest = value;
  }
  return tightest;
}

std::string in_words(const ProcessLimit& limit, std::int64_t value) {
  return fmt::format("the limit on {} is {}{} (ulimit {})", limit.noun, value / limit.scale, limit.unit, limit.flag);
}

std::string in_words(const GroupLimit& limit, std::int64_t value) {
  return fmt::format("the control group's limit on {} is {}{} ({})", limit.noun, value, limit.unit, limit.files.back());
}

/// Collects sentences of the limits that are set, or of those below their usual value.
class Sentences {
 public:
  Sentences(const MachineFiles& files, bool only_tight) : files_(files), only_tight_(only_tight) {}

  void add(const ProcessLimit& limit) { add(limit, value_of(limit)); }
  void add(const GroupLimit& limit) { add(limit, value_of(limit, files_)); }
  [[nodiscard]] std::string text() const { return text_; }

 private:
  template <class Limit>
  void add(const Limit& limit, std::optional<std::int64_t> value) {
    if (!value || (only_tight_ && *value >= limit.usual)) return;
    text_ += (text_.empty() ? "" : ", ") + in_words(limit, *value);
  }

  const MachineFiles& files_;
  bool only_tight_;
  std::string text_;
};

void check(const ProcessLimit& limit, std::int64_t least) {
  const auto value = value_of(limit);
  if (!value || *value >= least) return;
  throw MachineError(fmt::format("{}; memlore needs {}{}", in_words(limit, *value), least / limit.scale, limit.unit));
}

}  // namespace

std::string limit_behind(int error, const MachineFiles& files) {
  Sentences sentences(files, false);
  if (error == EMFILE) sentences.add(open_files);
  // A new thread that gets no memory for its stack is refused with the error for too many processes.
  if (error == EAGAIN) {
    sentences.add(processes);
    sentences.add(group_processes);
  }
  if (error == EAGAIN || error == ENOMEM) {
    sentences.add(address_space);
    sentences.add(data);
    sentences.add(group_memory);
  }
  if (error == ENFILE) {
    if (const auto most = files.read("/proc/sys/fs/file-max"); most.value) {
      return fmt::format("the limit on open files of the whole machine is {} (/proc/sys/fs/file-max)", *most.value);
    }
  }
  return sentences.text();
}

void write_memory_limit(std::span<char> text) noexcept {
  text.front() = '\0';
  for (const auto& limit : {address_space, data}) {
    const auto value = value_of(limit);
    if (!value) continue;
    std::snprintf(text.data(), text.size(), "; the limit on %s is %lld%s (ulimit %s)", limit.noun,
                  static_cast<long long>(*value / limit.scale), limit.unit, limit.flag);
    return;
  }
}

std::string in_words_with_limit(int error) {
  const std::string words = std::strerror(error);  // NOLINT(concurrency-mt-unsafe): glibc's own is safe
  const auto limit = limit_behind(error);
  return limit.empty() ? words : words + "; " + limit;
}

void throw_system_error(std::string_view what, int error) {
  const auto message = fmt::format("{}: {}", what, in_words_with_limit(error));
  const bool of_a_limit = error == EMFILE || error == ENFILE || error == EAGAIN || error == ENOMEM;
  if (of_a_limit) throw MachineError(message);
  throw InputError(message);
}

void check_limits() {
  // Workers move their stack by up to 2 MiB, so that every one has it in the same place; kernels come on top of that.
  check(stack, 4 * mebi);
  check(open_files, 64);
}

std::string tight_limits(const MachineFiles& files) {
  Sentences sentences(files, true);
  for (const auto& limit : {open_files, processes, address_space, data, stack}) sentences.add(limit);
  for (const auto& limit : {group_processes, group_memory}) sentences.add(limit);
  return sentences.text();
}

}  // namespace memlore::system
