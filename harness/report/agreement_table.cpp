#include "harness/report/agreement_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/model/text/counted.h"
#include "harness/model/vocabulary/words.h"
#include "harness/report/look.h"
#include "harness/report/verdict_table.h"

namespace memlore::report {
namespace {

constexpr int word_width = 15;

std::string run_in_words(const ComparedRun& run) {
  return fmt::format("{} ({}, {})", run.identity.id, run.profile, run.machine);
}

std::string finding_in_words(const PointFinding& finding) {
  if (finding.n == 0) return "not measured";
  return fmt::format("{} {}", ratio_in_words(finding.value, finding.low_95, finding.high_95), word_of(finding.stance));
}

void add_point(std::string& out, const PointAgreement& point) {
  const auto key = point.point.key();
  out += fmt::format("{:{}}  {}{}{} | {}\n", "", word_width, key, key.empty() ? "" : ": ",
                     finding_in_words(point.first), finding_in_words(point.second));
}

bool differs(const PointAgreement& point) { return point.first.stance != point.second.stance; }

std::string name_of(const ClaimAgreement& claim) { return fmt::format("{} {}", claim.claim.row, claim.experiment); }

/// The finding of one run, where it has the claim.
void add_finding(std::string& out, const char* run, const std::optional<Verdict>& verdict) {
  if (verdict) out += fmt::format("{:{}}{}: {}\n", "", word_width, run, verdict->reason.message);
}

/// A claim as a whole; where the verdicts differ, both findings and the points that explain it.
void add_claim(std::string& out, const ClaimAgreement& claim, bool colour) {
  out += fmt::format("{}{}: {}\n", in_column(look_of(claim.word), word_width, colour), name_of(claim),
                     verdicts_in_words(claim));
  if (claim.word != AgreementWord::contradiction && claim.word != AgreementWord::shifted) return;
  out += fmt::format("{:{}}{}\n{:{}}[{}]\n", "", word_width, claim.claim.sentence, "", word_width, claim.test);
  add_finding(out, "first", claim.first);
  add_finding(out, "second", claim.second);
  for (const auto& point : claim.points) {
    if (differs(point)) add_point(out, point);
  }
  out += '\n';
}

/// Of claims that do not contradict one another as a whole: their other points stand beside their verdicts.
void add_point_contradictions(std::string& out, const ClaimAgreement& claim, bool colour) {
  if (std::ranges::none_of(claim.points, &PointAgreement::contradiction)) return;
  out += fmt::format("{}{}, at points: {}\n", in_column(look_of(AgreementWord::contradiction), word_width, colour),
                     name_of(claim), claim.test);
  for (const auto& point : claim.points) {
    if (point.contradiction) add_point(out, point);
  }
  out += '\n';
}

std::string count_in_words(const char* what, const AgreementCount& count) {
  if (!count.equal_share) return fmt::format("no {} is decided in both runs\n", what);
  // Rounded down: 100 % says that not one differs.
  const double per_cent = std::floor(1000 * *count.equal_share) / 10;
  return fmt::format("{} {}s decided in both runs: {} equal ({:g} %), {} contradictions\n", count.decided, what,
                     count.equal, per_cent, count.contradictions);
}

std::string claims_in_words(const Agreement& agreement) {
  std::array<int, 6> counts{};
  for (const auto& claim : agreement.claims) ++counts[static_cast<std::size_t>(claim.word)];
  return fmt::format("{}: {} contradict, {} shifted, {} undecided, {} invalid, {} in one run only, {} the same\n",
                     counted(std::ssize(agreement.claims), "claim"), counts[0], counts[1], counts[2], counts[3],
                     counts[4], counts[5]);
}

}  // namespace

std::string verdicts_in_words(const ClaimAgreement& claim) {
  const auto word = [](const std::optional<Verdict>& verdict) {
    return verdict ? word_of(verdict->word) : std::string_view("-");
  };
  return fmt::format("{} | {}", word(claim.first), word(claim.second));
}

std::string agreement_table(const Agreement& agreement, bool colour) {
  auto out = fmt::format("first:  {}\nsecond: {}\n\n", run_in_words(agreement.first), run_in_words(agreement.second));
  const auto is_contradiction = [](const auto& claim) { return claim.word == AgreementWord::contradiction; };
  for (const auto& claim : agreement.claims) {
    if (is_contradiction(claim)) add_claim(out, claim, colour);
  }
  for (const auto& claim : agreement.claims) {
    if (!is_contradiction(claim)) add_point_contradictions(out, claim, colour);
  }
  for (const auto& claim : agreement.claims) {
    if (!is_contradiction(claim)) add_claim(out, claim, colour);
  }
  out += '\n' + claims_in_words(agreement);
  out += count_in_words("verdict", agreement.verdicts);
  out += count_in_words("comparison", agreement.comparisons);
  for (const auto& warning : agreement.warnings) out += fmt::format("warning: {}\n", warning.message);
  return out;
}

}  // namespace memlore::report
