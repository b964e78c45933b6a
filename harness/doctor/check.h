#pragma once

// A check looks at facts about machine, system and build and says how much what it sees harms a measurement. It touches
// nothing: the facts are read elsewhere (system/facts/environment.h), so that each check can be tried on a made-up
// machine.
//
//   severe    numbers measured here cannot be trusted
//   warning   comparisons are less precise or less general
//   note      the numbers are about something particular, or a part of them cannot be had; comparisons stay good
//   unknown   the fact is not there; the reason is what was found
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
  Environment environment;
  std::vector<CounterStatus> counters;  ///< Each tried.
};

/// What a check saw.
struct Diagnosis {
  Severity severity = Severity::unknown;
  std::string found;  ///< With value and unit; of an unknown, why.
};

struct Check {
  std::string_view id;
  std::string_view title;
  std::string_view effect;  ///< How such a thing bends results: one sentence.
  std::string_view remedy;  ///< Command that mends it, or what to do instead.
  /// In a virtual machine, where that command would do nothing; empty: the same there.
  std::string_view remedy_of_guest;
  Diagnosis (*diagnose)(const Subject& subject);
  /// Looks at what goes on rather than at how things are, so that it is asked again of the time that a run took.
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
