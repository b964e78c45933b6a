#include "harness/bench/simulate/callgrind_meter.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "harness/model/text/input_error.h"

#ifdef MEMLORE_HAS_CALLGRIND
#include <valgrind/callgrind.h>
#endif

namespace memlore::bench {
namespace {

/// What follows `key:` on a line of its own; nothing where there is no such line.
std::string_view rest_of(std::string_view text, std::string_view key) {
  for (auto begin = text.find(key); begin != std::string_view::npos; begin = text.find(key, begin + 1)) {
    const auto from = begin + key.size();
    if (begin == 0 || text[begin - 1] != '\n' || from >= text.size() || text[from] != ':') continue;
    return text.substr(from + 1, text.find('\n', from) - from - 1);
  }
  return {};
}

/// The first word of a line. Cuts it off the line.
std::string_view take_word(std::string_view& line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const auto word = line.substr(0, line.find(' '));
  line.remove_prefix(word.size());
  return word;
}

std::int64_t count_of(std::string_view events, std::string_view totals, std::string_view name) {
  for (auto event = take_word(events); !event.empty(); event = take_word(events)) {
    // Trailing zeros are not written.
    const auto text = take_word(totals);
    if (event != name) continue;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }
  throw MachineError("callgrind's dump has no event " + std::string(name));
}

}  // namespace

SimulatedCounts parse_callgrind_dump(std::string_view text) {
  const auto events = rest_of(text, "events");
  auto totals = rest_of(text, "totals");
  if (totals.empty()) totals = rest_of(text, "summary");
  if (totals.empty()) throw MachineError("callgrind's dump ends before its totals");
  auto count = [&](const char* name) { return count_of(events, totals, name); };
  return {.instructions = count("Ir"),
          .data_reads = count("Dr"),
          .data_writes = count("Dw"),
          .l1_data_misses = count("D1mr") + count("D1mw"),
          .last_level_misses = count("DLmr") + count("DLmw"),
          .conditional_mispredictions = count("Bcm"),
          .indirect_mispredictions = count("Bim")};
}

#ifdef MEMLORE_HAS_CALLGRIND

namespace {

/// Room for the text of a dump, some lines for each function that ran. On the heap it would move what kernels allocate.
std::array<char, std::size_t{1} << 20> dump_text;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

std::string_view text_of(const char* path) {
  const int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) throw MachineError(std::string("callgrind wrote no dump to ") + path);
  std::size_t size = 0;
  for (;;) {
    const auto count = read(file, dump_text.data() + size, dump_text.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    size += static_cast<std::size_t>(count);
  }
  close(file);
  if (size == dump_text.size()) throw MachineError(std::string("callgrind's dump is too long: ") + path);
  return {dump_text.data(), size};
}

}  // namespace

bool CallgrindMeter::available() { return RUNNING_ON_VALGRIND != 0; }

void CallgrindMeter::simulate(bool on) {
  if (on) {
    CALLGRIND_START_INSTRUMENTATION;
  } else {
    CALLGRIND_STOP_INSTRUMENTATION;
  }
}

void CallgrindMeter::start() { CALLGRIND_ZERO_STATS; }

void CallgrindMeter::stop() {
  CALLGRIND_DUMP_STATS;
  if (request_ < 0) {
    counts_ = take_dump();
    return;
  }
  const char next = 1;
  if (write(request_, &next, 1) != 1 || read(reply_, &counts_, sizeof counts_) != ssize_t{sizeof counts_})
    throw MachineError("the process that reads callgrind's dumps is gone");
}

SimulatedCounts CallgrindMeter::take_dump() {
  std::array<char, 4096> path{};
  std::memcpy(path.data(), dump_prefix_.data(), dump_prefix_.size());
  path[dump_prefix_.size()] = '.';
  std::to_chars(path.data() + dump_prefix_.size() + 1, path.data() + path.size() - 1, ++dumps_);
  const auto counts = parse_callgrind_dump(text_of(path.data()));
  unlink(path.data());
  return counts;
}

#else

bool CallgrindMeter::available() { return false; }
void CallgrindMeter::simulate(bool /*on*/) {}
void CallgrindMeter::start() {}
void CallgrindMeter::stop() {}
SimulatedCounts CallgrindMeter::take_dump() { return {}; }

#endif

CallgrindMeter::CallgrindMeter(std::string dump_prefix) : dump_prefix_(std::move(dump_prefix)) {
  constexpr std::size_t longest_prefix = 4000;
  if (dump_prefix_.size() > longest_prefix) throw MachineError("the path of callgrind's dumps is too long");
}

}  // namespace memlore::bench
