#include "harness/judge/sweep/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace memlore::judge {
namespace {

/// The most frequent reason among the undecided comparisons, in the words of the first that has it, and how many have
/// it.
Reason most_frequent_reason(std::span<const Comparison> comparisons) {
  std::map<std::string, std::vector<const Comparison*>> by_code;
  for (const auto& comparison : comparisons) {
    if (comparison.stance == Stance::undecided) by_code[comparison.reason.code].push_back(&comparison);
  }
  std::ptrdiff_t undecided = 0;
  for (const auto& [code, having] : by_code) undecided += std::ssize(having);
  const auto& [code, having] =
      *std::ranges::max_element(by_code, {}, [](const auto& each) { return each.second.size(); });
  const auto whose = std::ssize(having) == undecided ? "" : fmt::format(", {} of them", having.size());
  const auto& message = having.front()->reason.message;
  const bool alike = std::ranges::all_of(having, [&](const auto* each) { return each->reason.message == message; });
  return {code, fmt::format("{} of {} points undecided{}{}: {}", undecided, comparisons.size(), whose,
                            alike ? "" : "; the first", message)};
}

/// `61 [24, 128]`; an end that the sweep does not reach is left open.
std::string crossing_in_words(const Crossing& crossing) {
  auto end = [](const std::optional<double>& level) { return level ? fmt::format("{:.3g}", *level) : "…"; };
  return fmt::format("{:.3g} [{}, {}]", crossing.at, end(crossing.low), end(crossing.high));
}

std::string turn_in_words(const Turn& turn) {
  if (turn.crossing) return fmt::format("turns at {} {}", turn.factor, crossing_in_words(*turn.crossing));
  return turn.above == "the other levels"
             ? fmt::format("{} {} differs from the other levels", turn.factor, turn.below)
             : fmt::format("turns between {} {} and {}", turn.factor, turn.below, turn.above);
}

}  // namespace

Verdict verdict_of_comparisons(std::span<const Comparison> comparisons, const std::optional<Turn>& turn) {
  const auto all = std::ssize(comparisons);
  const auto supports = std::ranges::count(comparisons, Stance::supports, &Comparison::stance);
  const auto contradicts = std::ranges::count(comparisons, Stance::contradicts, &Comparison::stance);
  if (all == 0) return {VerdictWord::inconclusive, {"not_measured", "nothing of this hypothesis was measured"}};
  if (supports > 0 && contradicts > 0) {
    const auto split = fmt::format("holds at {} points, refuted at {}, undecided at {}", supports, contradicts,
                                   all - supports - contradicts);
    if (turn) return {VerdictWord::depends, {"turns_on_factor", turn_in_words(*turn) + "; " + split}};
    return {VerdictWord::depends, {"mixed", split + "; no single factor explains which"}};
  }
  const auto one_way = [&](VerdictWord word, std::ptrdiff_t count, const char* what) -> Verdict {
    if (count == all)
      return {word,
              {"all_points",
               fmt::format("{} at {}", what, all == 1 ? "the one point" : fmt::format("all {} points", all))}};
    return {word, {"none_against", fmt::format("{} at {} of {} points, undecided at the others", what, count, all)}};
  };
  const double needed = decided_share * static_cast<double>(all);
  if (static_cast<double>(supports) >= needed) return one_way(VerdictWord::holds, supports, "holds");
  if (static_cast<double>(contradicts) >= needed) return one_way(VerdictWord::refuted, contradicts, "refuted");
  return {VerdictWord::inconclusive, most_frequent_reason(comparisons)};
}

Verdict verdict_of_claim(std::span<const HypothesisJudgement> hypotheses, std::span<const Fault> faults) {
  if (!faults.empty()) {
    const auto& fault = faults.front();
    return {VerdictWord::invalid,
            {fault.kind, fmt::format("arm '{}' at '{}' {}: {}", fault.arm, fault.point, fault.kind, fault.detail)}};
  }
  if (hypotheses.empty()) return {VerdictWord::inconclusive, {"not_measured", "no hypothesis could be measured"}};
  auto count = [&](VerdictWord word) {
    return std::ranges::count_if(hypotheses, [&](const auto& each) { return each.verdict.word == word; });
  };
  if (hypotheses.size() == 1) return hypotheses.front().verdict;
  const auto all = std::ssize(hypotheses);
  const auto summary = fmt::format("of {} hypotheses {} hold, {} are refuted, {} depend, {} are inconclusive", all,
                                   count(VerdictWord::holds), count(VerdictWord::refuted), count(VerdictWord::depends),
                                   count(VerdictWord::inconclusive));
  for (const auto word : {VerdictWord::holds, VerdictWord::refuted}) {
    if (count(word) == all) return {word, {"all_hypotheses", summary}};
  }
  const bool differ = count(VerdictWord::holds) > 0 && count(VerdictWord::refuted) > 0;
  // What one hypothesis depends on, or why one could not be decided, says more than how many there are of each.
  auto handed_on = [&](VerdictWord word) -> Verdict {
    const auto& first = *std::ranges::find(hypotheses, word, [](const auto& each) { return each.verdict.word; });
    return {word, {first.verdict.reason.code, first.hypothesis.contender + ": " + first.verdict.reason.message}};
  };
  if (count(VerdictWord::depends) > 0) return handed_on(VerdictWord::depends);
  if (differ) return {VerdictWord::depends, {"depends_on_arm", summary}};
  return handed_on(VerdictWord::inconclusive);
}

}  // namespace memlore::judge
