#include "harness/bench/worker/channel.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <concepts>
#include <cstring>
#include <optional>
#include <string>

#include "harness/model/json/json.h"
#include "harness/model/record/journal_records.h"
#include "harness/model/text/input_error.h"
#include "harness/model/vocabulary/journal.h"
#include "harness/system/files/record_files.h"

namespace memlore::bench {
namespace {

/// A line that is too short for its buffer's memory to come from the heap.
using Line = fmt::memory_buffer;

void append(Line& line, std::string_view text) { line.append(text); }

template <class Number, class... Format>
void append_digits(Line& line, Number number, Format... format) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), number, format...).ptr;
  line.append(digits.begin(), end);
}

template <std::integral Number>
void append(Line& line, Number number) {
  append_digits(line, number);
}

/// Six digits: times are calibrated, and the core's width read, less precisely.
void append(Line& line, double number) {
  if (!std::isfinite(number)) return append(line, "null");
  append_digits(line, number, std::chars_format::general, 6);
}

template <class Value>
void append(Line& line, const std::optional<Value>& value) {
  if (!value) return append(line, "null");
  append(line, *value);
}

/// The fields of a noun that has nothing but numbers. Between timed blocks there is no time for more.
template <class Noun>
void append_fields(Line& line, const Noun& noun) {
  for_each_field<Noun>([&](auto field) {
    const auto& value = noun.*field.member;
    if constexpr (field.form == Form::inlined) {
      append_fields(line, value);
    } else {
      append(line, line.data()[line.size() - 1] == '{' ? "\"" : ",\"");
      append(line, field.name);
      append(line, "\":");
      append(line, value);
    }
  });
}

}  // namespace

void Channel::write(std::string_view line) const {
  if (const int error = system::write_all(descriptor_, line); error != 0) {
    throw InputError(std::string("the worker cannot report: ") + std::strerror(error));
  }
}

template <class Record>
void Channel::say_numbers(const Record& record) const {
  Line line;
  append(line, "{\"");
  append(line, kind_of<Record>());
  append(line, "\":{");
  append_fields(line, record);
  append(line, "}}\n");
  write({line.data(), line.size()});
}

template <class Record>
void Channel::say(const Record& record) const {
  write(encode_record(record) + '\n');
}

void Channel::begin(int cell, int arm) { say_numbers(AtWork{.cell = cell, .arm = arm}); }

void Channel::block(const Job& job, int cell, int arm, std::int64_t iterations, const Block& block) {
  say_numbers(TimedBlock{.process = job.process,
                         .worker = job.worker,
                         .cell = cell,
                         .arm = arm,
                         .iterations = iterations,
                         .block = block});
}

void Channel::timed(const Job& job, int cell, int blocks) {
  say_numbers(TimedCell{.process = job.process, .worker = job.worker, .cell = cell, .blocks = blocks});
}

void Channel::timekeeping(const Timekeeping& timekeeping) { say_numbers(timekeeping); }
void Channel::calibration(const Calibration& calibration) { say_numbers(calibration); }

void Channel::absent(int cell, int arm, std::string_view reason) { left_out(cell, arm, "", reason); }

void Channel::left_out(int cell, int arm, std::string_view pass, std::string_view reason) {
  ArmLeftOut left_out{.cell = cell, .arm = arm, .what = {}};
  left_out.what.pass = pass;
  left_out.what.reason = reason;
  say(left_out);
}

void Channel::observations(int cell, int arm, std::span<const Observation> observations) {
  say(ArmObservations{.cell = cell, .arm = arm, .all = {observations.begin(), observations.end()}});
}

void Channel::fault(const Fault& fault) { say(fault); }
void Channel::usage(const WorkerUsage& usage) { say_numbers(usage); }
void Channel::end() { say_numbers(End{}); }

}  // namespace memlore::bench
