#include "harness/report/agreement_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "harness/report/look.h"
#include "harness/report/verdict_table.h"

namespace memlore::report {
namespace {

constexpr int word_width = 15;

std::string run_in_words(const ComparedRun& run) {
  return fmt::format("{} ({}, {})", run.identity.id, run.profile, run.machine);
}

std::string finding_in_words(const PointFinding& finding) {
  constexpr std::array stances{"supports", "contradicts", "undecided"};
  if (finding.n == 0) return "not measured";
  return fmt::format("{} {}", ratio_in_words(finding.value, finding.low_95, finding.high_95),
                     stances[static_cast<std::size_t>(finding.stance)]);
}

void add_point(std::string& out, const PointAgreement& point) {
  const auto key = point.point.key();
  out += fmt::format("{:{}}  {}{}{} | {}\n", "", word_width, key, key.empty() ? "" : ": ",
                     finding_in_words(point.first), finding_in_words(point.second));
}

bool differs(const PointAgreement& point) { return point.first.stance != point.second.stance; }

void add_hypothesis(std::string& out, const HypothesisAgreement& hypothesis) {
  out += fmt::format("{:{}}- {}: {} | {}\n", "", word_width, in_words(hypothesis.hypothesis),
                     look_of(hypothesis.first).word, look_of(hypothesis.second).word);
  for (const auto& point : hypothesis.points) {
    if (differs(point)) add_point(out, point);
  }
}

/// A claim as a whole; of its points those that explain why the verdicts differ.
void add_claim(std::string& out, const ClaimAgreement& claim, bool colour) {
  out += fmt::format("{}{}: {}\n", in_column(look_of(claim.word), word_width, colour), claim.experiment,
                     verdicts_in_words(claim));
  if (claim.word != AgreementWord::contradiction && claim.word != AgreementWord::shifted) return;
  out += fmt::format("{:{}}{}\n", "", word_width, claim.claim);
  for (const auto& hypothesis : claim.hypotheses) add_hypothesis(out, hypothesis);
  out += '\n';
}

/// Of claims that do not contradict one another as a whole: the points of the others stand beside their verdicts.
void add_point_contradictions(std::string& out, const ClaimAgreement& claim, bool colour) {
  for (const auto& hypothesis : claim.hypotheses) {
    if (std::ranges::none_of(hypothesis.points, &PointAgreement::contradiction)) continue;
    out += fmt::format("{}{}, at points: {}\n", in_column(look_of(AgreementWord::contradiction), word_width, colour),
                       claim.experiment, in_words(hypothesis.hypothesis));
    for (const auto& point : hypothesis.points) {
      if (point.contradiction) add_point(out, point);
    }
    out += '\n';
  }
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
  return fmt::format(
      "{} claims: {} contradict, {} shifted, {} undecided, {} invalid, {} in one run only, {} the same\n",
      agreement.claims.size(), counts[0], counts[1], counts[2], counts[3], counts[4], counts[5]);
}

}  // namespace

std::string verdicts_in_words(const ClaimAgreement& claim) {
  const auto word = [](const std::optional<VerdictWord>& verdict) { return verdict ? look_of(*verdict).word : "-"; };
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
