#include "harness/report/verdict_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <vector>

#include "harness/model/text/counted.h"
#include "harness/model/text/printable.h"
#include "harness/report/examination_table.h"
#include "harness/report/look.h"

namespace memlore::report {
namespace {

constexpr int verdict_width = 14;

void add_claim(std::string& out, const std::string& experiment, const ClaimJudgement& claim, bool colour) {
  const auto add_line = [&](const std::string& line) { out += fmt::format("{:{}}{}\n", "", verdict_width, line); };
  out += fmt::format("{}{}  {}\n", in_column(look_of(claim.verdict.word), verdict_width, colour), claim.claim.row,
                     claim.claim.sentence);
  add_line(claim.verdict.reason.message);
  for (const auto& warning : claim.verdict.warnings) add_line("warning: " + warning.message);
  add_line(fmt::format("[{}, {}]", experiment, claim.test));
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
  int slowed = 0;  ///< Processes that do not count.
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
  for (const auto& experiment : judgement.experiments) {
    for (const auto& claim : experiment.claims) {
      for (const auto& each : claim.comparisons) count(each, cautions);
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
  out = fmt::format("warnings: {} ({}of {})", out.empty() ? "none" : out, where,
                    counted(cautions.comparisons, "comparison"));
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
  std::array<int, 5> counts{};
  int claims = 0;
  for (const auto& experiment : judgement.experiments) {
    for (const auto& claim : experiment.claims) {
      add_claim(out, experiment.experiment.id, claim, colour);
      out += '\n';
      ++counts[static_cast<std::size_t>(claim.verdict.word)];
      ++claims;
    }
  }
  out += fmt::format("{}: {} hold, {} refuted, {} depend, {} inconclusive, {} invalid\n", counted(claims, "claim"),
                     counts[0], counts[1], counts[2], counts[3], counts[4]);
  if (judgement.noise_floor.controls > 0) {
    out += fmt::format(
        "noise floor {} % (95th percentile of {} A/A controls; median {} %; {} of their own half-widths), "
        "{}\n",
        decimal(100 * (judgement.noise_floor.ratio - 1), 2), judgement.noise_floor.controls,
        decimal(100 * (judgement.noise_floor.median_ratio - 1), 2), decimal(judgement.noise_floor.inflation, 2),
        counted(judgement.processes, "process"));
  }
  out += in_words(cautions_of(judgement));
  for (const auto& warning : judgement.warnings) out += fmt::format("warning: {}\n", warning.message);
  out += severe_findings(judgement.findings, colour);
  return out;
}

}  // namespace memlore::report
