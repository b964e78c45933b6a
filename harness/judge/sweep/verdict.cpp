#include "harness/judge/sweep/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "harness/model/text/counted.h"

namespace memlore::judge {
namespace {

/// Points of the domain by stance.
struct Tally {
  std::ptrdiff_t supported = 0;
  std::ptrdiff_t contradicted = 0;
  std::ptrdiff_t undecided = 0;

  [[nodiscard]] std::ptrdiff_t decided() const { return supported + contradicted; }
  [[nodiscard]] std::ptrdiff_t all() const { return decided() + undecided; }
};

Tally tally_of(std::span<const Comparison> comparisons) {
  const auto having = [&](Stance stance) { return std::ranges::count(comparisons, stance, &Comparison::stance); };
  return {having(Stance::supports), having(Stance::contradicts), having(Stance::undecided)};
}

/// The most frequent reason among the undecided comparisons, in the words of the first that has it, and how many have
/// it. Requires an undecided comparison.
Reason why_undecided(std::span<const Comparison> comparisons) {
  std::map<std::string, std::vector<const Comparison*>> by_code;
  std::ptrdiff_t undecided = 0;
  for (const auto& comparison : comparisons) {
    if (comparison.stance != Stance::undecided) continue;
    by_code[comparison.reason.code].push_back(&comparison);
    ++undecided;
  }
  const auto& [code, having] =
      *std::ranges::max_element(by_code, {}, [](const auto& each) { return each.second.size(); });
  const auto& message = having.front()->reason.message;
  const bool alike = std::ranges::all_of(having, [&](const auto* each) { return each->reason.message == message; });
  const auto how_many = std::ssize(having) == undecided ? "" : fmt::format("at {} of them, ", having.size());
  return {code, fmt::format("{}{}{}", how_many, message, alike ? "" : " (the first of them)")};
}

}  // namespace

Verdict verdict_of(std::span<const Comparison> comparisons, const std::string& finding, bool has_rule) {
  const auto tally = tally_of(comparisons);
  if (tally.all() == 0) return {VerdictWord::inconclusive, {"not_measured", "no point of its domain was measured"}};
  if (tally.supported > 0 && tally.contradicted > 0)
    return {VerdictWord::depends, {has_rule ? "rule" : "no_rule", finding}};
  const auto* const code = tally.undecided == 0 ? "all_points" : "none_against";
  if (tally.contradicted > 0) return {VerdictWord::refuted, {code, finding}};
  if (tally.supported > 0 && static_cast<double>(tally.decided()) >= decided_share * static_cast<double>(tally.all()))
    return {VerdictWord::holds, {code, finding}};
  const auto why = why_undecided(comparisons);
  if (tally.supported == 0) {
    return {VerdictWord::inconclusive,
            {why.code, fmt::format("open at {}: {}", counted(tally.all(), "point"), why.message)}};
  }
  return {VerdictWord::inconclusive,
          {"too_few_decided", fmt::format("too few points are decided: {} ({})", finding, why.message)}};
}

Verdict invalid_by(const Fault& fault) {
  return {VerdictWord::invalid,
          {fault.kind, fmt::format("arm '{}' at '{}' {}: {}", fault.arm, fault.point, fault.kind, fault.detail)}};
}

}  // namespace memlore::judge
