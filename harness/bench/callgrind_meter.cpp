#include "harness/bench/callgrind_meter.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "harness/model/input_error.h"

#ifdef MEMLORE_HAS_CALLGRIND
#include <valgrind/callgrind.h>
#endif

namespace memlore::bench {
namespace {

std::optional<std::string> rest_of(const std::string& text, const std::string& key) {
  const auto begin = text.find("\n" + key + ":");
  if (begin == std::string::npos) return std::nullopt;
  const auto from = begin + key.size() + 2;
  return text.substr(from, text.find('\n', from) - from);
}

}  // namespace

SimulatedCounts parse_callgrind_dump(const std::string& text) {
  std::istringstream events(rest_of(text, "events").value_or(""));
  auto line = rest_of(text, "totals");
  if (!line) line = rest_of(text, "summary");
  if (!line) throw MachineError("callgrind's dump ends before its totals");
  std::istringstream values(*line);
  std::map<std::string, std::int64_t> counts;
  std::string event;
  while (events >> event) {
    // Trailing zeros are not written.
    std::int64_t value = 0;
    values >> value;
    counts[event] = values ? value : 0;
  }
  auto count = [&](const char* name) {
    const auto found = counts.find(name);
    if (found == counts.end()) throw MachineError(std::string("callgrind's dump has no event ") + name);
    return found->second;
  };
  return {.instructions = count("Ir"),
          .data_reads = count("Dr"),
          .data_writes = count("Dw"),
          .l1_data_misses = count("D1mr") + count("D1mw"),
          .last_level_misses = count("DLmr") + count("DLmw"),
          .conditional_mispredictions = count("Bcm"),
          .indirect_mispredictions = count("Bim")};
}

#ifdef MEMLORE_HAS_CALLGRIND

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
  const auto path = dump_prefix_ + "." + std::to_string(++dumps_);
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw MachineError("callgrind wrote no dump to " + path);
  counts_ = parse_callgrind_dump(text.str());
  std::filesystem::remove(path);
}

#else

bool CallgrindMeter::available() { return false; }
void CallgrindMeter::simulate(bool /*on*/) {}
void CallgrindMeter::start() {}
void CallgrindMeter::stop() {}

#endif

}  // namespace memlore::bench
