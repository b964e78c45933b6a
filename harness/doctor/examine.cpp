#include "harness/doctor/examine.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>

#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

Finding finding_of(const Check& check, const Subject& subject, bool guest) {
  auto diagnosis = check.diagnose(subject);
  const auto remedy = guest && !check.remedy_of_guest.empty() ? check.remedy_of_guest : check.remedy;
  const bool to_mend = diagnosis.severity >= Severity::note;
  return {.id = std::string(check.id),
          .title = std::string(check.title),
          .severity = diagnosis.severity,
          .found = std::move(diagnosis.found),
          .effect = std::string(check.effect),
          .remedy = to_mend ? std::string(remedy) : std::string{}};
}

std::vector<Finding> findings_of(const std::vector<Check>& checks, const Subject& subject) {
  const bool guest = is_guest(subject);
  std::vector<Finding> findings;
  for (const auto& check : checks) findings.push_back(finding_of(check, subject, guest));
  return findings;
}

/// A thing that is not known may be anything, and comes before the things that are in order.
int place_of(Severity severity) {
  if (severity == Severity::unknown) return 3;
  return severity == Severity::ok ? 4 : static_cast<int>(Severity::severe) - static_cast<int>(severity);
}

std::string counted(std::ptrdiff_t count, const char* what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string conclusion_of(const std::vector<Finding>& findings) {
  const auto count = [&](Severity severity) { return std::ranges::count(findings, severity, &Finding::severity); };
  const auto rest = fmt::format("{} of {} checks passed, {} could not be made", count(Severity::ok), findings.size(),
                                count(Severity::unknown));
  const auto warnings = count(Severity::warning);
  if (const auto severe = count(Severity::severe); severe > 0) {
    return fmt::format("numbers measured here cannot be trusted: {}, {}; {}", counted(severe, "severe finding"),
                       counted(warnings, "warning"), rest);
  }
  if (warnings > 0)
    return fmt::format("comparisons can be made here, with less precision or for fewer machines: {}; {}",
                       counted(warnings, "warning"), rest);
  return fmt::format("nothing stands in the way of comparisons here; {}", rest);
}

}  // namespace

std::vector<Check> all_checks() {
  std::vector<Check> all;
  for (const auto table : {build_checks(), company_checks(), limit_checks(), memory_checks(), instrument_checks(),
                           processor_checks(), kernel_checks()}) {
    std::ranges::copy(table, std::back_inserter(all));
  }
  return all;
}

std::vector<Finding> examine(const Subject& subject) { return findings_of(all_checks(), subject); }

std::vector<Finding> examine_activity(const Subject& subject) {
  auto checks = all_checks();
  std::erase_if(checks, [](const Check& check) { return !check.is_about_activity; });
  return findings_of(checks, subject);
}

Examination conclude(std::string machine, std::vector<Finding> findings) {
  std::ranges::stable_sort(findings, std::ranges::less{}, [](const Finding& each) { return place_of(each.severity); });
  auto conclusion = conclusion_of(findings);
  return {.machine = std::move(machine), .conclusion = std::move(conclusion), .findings = std::move(findings)};
}

}  // namespace memlore::doctor
