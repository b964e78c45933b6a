#include "harness/report/verdict_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "harness/model/text/printable.h"
#include "harness/report/examination_table.h"
#include "harness/report/look.h"

namespace memlore::report {
namespace {

constexpr int verdict_width = 14;

std::string ratio_of(const Comparison& each) { return ratio_in_words(each.estimate.value, each.low_95, each.high_95); }

/// The two ends of a sweep by ratio: a reader sees both what the claim is about and how far it goes.
std::string range_of(std::vector<Comparison> comparisons) {
  std::erase_if(comparisons, [](const Comparison& each) { return each.estimate.n == 0; });
  if (comparisons.empty()) return "not measured";
  const auto [least, most] =
      std::ranges::minmax_element(comparisons, {}, [](const Comparison& each) { return each.estimate.value; });
  const bool one = least->estimate.value == most->estimate.value;
  return one ? ratio_of(*least) : ratio_of(*least) + " … " + ratio_of(*most);
}

void add_claim(std::string& out, const ClaimJudgement& claim, bool colour) {
  out += fmt::format("{}{}\n", in_column(look_of(claim.verdict.word), verdict_width, colour), claim.experiment.id);
  out += fmt::format("{:{}}{}\n", "", verdict_width, claim.experiment.claim);
  if (claim.verdict.word == VerdictWord::invalid) {
    out += fmt::format("{:{}}{}\n", "", verdict_width, claim.verdict.reason.message);
  }
  for (const auto& warning : claim.verdict.warnings) {
    out += fmt::format("{:{}}warning: {}\n", "", verdict_width, warning.message);
  }
  for (const auto& each : claim.hypotheses) {
    const auto word = look_of(each.verdict.word).word;
    out += fmt::format("{:{}}- {}: {}; {}\n", "", verdict_width, in_words(each.hypothesis), word,
                       range_of(each.comparisons));
    if (each.comparisons.size() > 1) out += fmt::format("{:{}}  {}\n", "", verdict_width, each.verdict.reason.message);
  }
}

std::string number(double value) {
  if (value == 0) return "0";
  if (value == std::round(value) && std::abs(value) < 1e6) return fmt::format("{:.0f}", value);
  // From 99.95 on, three digits leave none after the point, and the format below would end in it.
  if (std::abs(value) >= 99.95) return decimal(value, 0);
  return fmt::format("{:#.3g}", value);
}

/// What the comparisons of a run carry with them, counted.
struct Cautions {
  int comparisons = 0;  ///< That were measured.
  int warned = 0;
  std::map<std::string, int> by_code;  ///< Comparisons that carry the code.
  RoundCount rounds;
  int processes = 0;
  int slowed = 0;  ///< Of these.
};

void count(const Comparison& comparison, Cautions& cautions) {
  if (comparison.estimate.n == 0) return;
  ++cautions.comparisons;
  std::set<std::string> codes;
  for (const auto& warning : comparison.estimate.warnings) codes.insert(warning.code);
  for (const auto& code : codes) ++cautions.by_code[code];
  cautions.warned += !codes.empty();
  cautions.rounds.measured += comparison.rounds.measured;
  cautions.rounds.set_aside += comparison.rounds.set_aside;
  if (comparison.rounds.measured > 0) cautions.processes += comparison.estimate.n;
  cautions.slowed += comparison.slowed;
}

Cautions cautions_of(const Judgement& judgement) {
  Cautions cautions;
  for (const auto& claim : judgement.claims) {
    for (const auto& hypothesis : claim.hypotheses) {
      for (const auto& each : hypothesis.comparisons) count(each, cautions);
    }
  }
  return cautions;
}

/// `warnings: 12 wide, 1 drift (at 12 of 40 comparisons); 3 of 4800 rounds set aside, 9 of 60 processes slowed`, the
/// most frequent first.
std::string in_words(const Cautions& cautions) {
  if (cautions.comparisons == 0) return {};
  std::vector<std::pair<std::string, int>> codes(cautions.by_code.begin(), cautions.by_code.end());
  std::ranges::stable_sort(codes, std::ranges::greater{}, &std::pair<std::string, int>::second);
  std::string out;
  for (const auto& [code, count] : codes) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, code);
  const auto where = out.empty() ? "" : fmt::format("at {} ", cautions.warned);
  out = fmt::format("warnings: {} ({}of {} comparisons)", out.empty() ? "none" : out, where, cautions.comparisons);
  if (const auto& rounds = cautions.rounds; rounds.measured > 0)
    out += fmt::format("; {} of {} rounds set aside", rounds.set_aside, rounds.measured);
  if (cautions.slowed > 0) out += fmt::format(", {} of {} processes slowed", cautions.slowed, cautions.processes);
  return out + '\n';
}

}  // namespace

std::string ratio_in_words(double value, double low, double high) {
  if (!std::isfinite(value)) return "something over nothing";
  if (low == value && high == value) return number(value);
  if (!std::isfinite(low) || !std::isfinite(high)) return number(value) + " [no interval]";
  return fmt::format("{} [{}, {}]", number(value), number(low), number(high));
}

std::string verdict_table(const Judgement& judgement, bool colour) {
  std::string out;
  for (const auto& claim : judgement.claims) {
    add_claim(out, claim, colour);
    out += '\n';
  }
  std::array<int, 5> counts{};
  for (const auto& claim : judgement.claims) ++counts[static_cast<std::size_t>(claim.verdict.word)];
  out += fmt::format("{} claims: {} hold, {} refuted, {} depend, {} inconclusive, {} invalid\n",
                     judgement.claims.size(), counts[0], counts[1], counts[2], counts[3], counts[4]);
  if (judgement.noise_floor.controls > 0) {
    out += fmt::format(
        "noise floor {} % (95th percentile of {} A/A controls; median {} %; {} of their own half-widths), "
        "{} processes\n",
        decimal(100 * (judgement.noise_floor.ratio - 1), 2), judgement.noise_floor.controls,
        decimal(100 * (judgement.noise_floor.median_ratio - 1), 2), decimal(judgement.noise_floor.inflation, 2),
        judgement.processes);
  }
  out += in_words(cautions_of(judgement));
  for (const auto& warning : judgement.warnings) out += fmt::format("warning: {}\n", warning.message);
  out += severe_findings(judgement.findings, colour);
  return out;
}

}  // namespace memlore::report
