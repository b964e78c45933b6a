#pragma once

// A check judges how much a fact about machine, system or build harms a measurement. It is a pure function of facts
// that are read elsewhere (system/facts/environment.h), so that each check can be tried on a made-up machine.
//
//   severe    numbers measured here cannot be trusted
//   warning   comparisons are less precise or less general
//   note      the numbers hold for something particular, or a part of them is missing; comparisons stay good
//   unknown   the fact is absent; the reason stands in place of what was found
//
// A small virtual machine without a PMU is a normal place to measure: what is usual there is at most a note.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/conclusions/finding.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/run.h"

namespace memlore::doctor {

/// What is examined.
struct Subject {
  Environment environment{};
  std::vector<CounterStatus> counters{};  ///< Each was tried.
};

/// What a check saw.
struct Diagnosis {
  Severity severity = Severity::unknown;
  std::string found;  ///< With value and unit; why, where nothing is known.
};

struct Check {
  std::string_view id;
  std::string_view title;
  std::string_view effect;  ///< How it bends results: one to three sentences.
  std::string_view remedy;  ///< Command that mends it, or advice.
  /// Instead of `remedy` in a virtual machine, where that command does nothing; empty: the same there.
  std::string_view remedy_of_guest;
  Diagnosis (*diagnose)(const Subject& subject);
  /// It judges activity rather than settings, and is made again for the time that a run took.
  bool is_about_activity = false;
};

// One table a topic, each with its file.
std::span<const Check> processor_checks();
std::span<const Check> kernel_checks();
std::span<const Check> memory_checks();
std::span<const Check> company_checks();
std::span<const Check> limit_checks();
std::span<const Check> instrument_checks();
std::span<const Check> build_checks();

}  // namespace memlore::doctor
