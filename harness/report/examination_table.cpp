#include "harness/report/examination_table.h"

#include <fmt/format.h>

#include "harness/report/look.h"

namespace memlore::report {
namespace {

constexpr int word_width = 9;

/// What is well, or not known, needs no more than a line.
void add_finding(std::string& out, const Finding& finding, bool colour) {
  out += fmt::format("{}{}: {} ({})\n", in_column(look_of(finding.severity), word_width, colour), finding.title,
                     finding.found, finding.id);
  if (finding.severity < Severity::note) return;
  out += fmt::format("{:{}}{}\n", "", word_width, finding.effect);
  if (!finding.remedy.empty()) out += fmt::format("{:{}}mend: {}\n", "", word_width, finding.remedy);
}

}  // namespace

std::string examination_table(const Examination& examination, bool colour) {
  std::string out;
  for (const auto& finding : examination.findings) add_finding(out, finding, colour);
  return out + fmt::format("\n{}: {}\n", examination.machine, examination.conclusion);
}

std::string severe_findings(std::span<const Finding> findings, bool colour) {
  std::string out;
  for (const auto& finding : findings) {
    if (finding.severity == Severity::severe) add_finding(out, finding, colour);
  }
  return out.empty() ? out : "do not trust the numbers of this run:\n" + out;
}

}  // namespace memlore::report
