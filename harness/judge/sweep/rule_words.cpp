#include "harness/judge/sweep/rule_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

#include "harness/judge/sweep/effect_words.h"
#include "harness/judge/sweep/rule.h"
#include "harness/model/text/counted.h"

namespace memlore::judge {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t most_listed = 3;

std::string joined(const Words& words, std::string_view between, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? last : between;
    text += words[i];
  }
  return text;
}

/// `a, b and c`; `a, b, c and 4 more`.
std::string listed(Words words) {
  if (words.size() > most_listed) {
    const auto more = words.size() - most_listed;
    words.resize(most_listed);
    words.push_back(fmt::format("{} more", more));
  }
  return joined(words, ", ", " and ");
}

/// `24 and 32 bytes`; `payload 24 and 32 bytes` where the unit is not the factor's name.
std::string levels_in_words(const Factor& factor, const Words& levels) {
  const auto text = joined(levels, ", ", " and ");
  if (factor.unit.empty()) return fmt::format("{} {}", factor.name, text);
  if (factor.unit == factor.name) return fmt::format("{} {}", text, factor.unit);
  return fmt::format("{} {} {}", factor.name, text, factor.unit);
}

const Factor& factor_of(const Turn& turn, std::span<const Factor> factors) {
  return *std::ranges::find(factors, turn.factor, &Factor::name);
}

const char* word_of(const Region& region) { return region.holds ? "holds" : "refuted"; }

std::string effect_of(const Region& region, bool of_ratio) {
  return effect_in_words(region.low, region.high, of_ratio);
}

/// Comparisons of the domain, those that were not measured among them.
struct Tally {
  std::ptrdiff_t all = 0;
  std::ptrdiff_t decided = 0;
  Words open;
};

Tally tally_of(std::span<const Comparison> comparisons) {
  Tally tally;
  for (const auto& each : comparisons) {
    tally.all += each.stance != Stance::outside;
    tally.decided += is_decided(each);
    if (is_open(each)) tally.open.push_back(each.point.key());
  }
  return tally;
}

/// ` at all 6 points`, ` at 5 of 6 points`; nothing where there is only one.
std::string share_in_words(std::ptrdiff_t count, std::ptrdiff_t all) {
  if (count < all) return fmt::format(" at {} of {} points", count, all);
  if (all == 1) return "";
  return all == 2 ? " at both points" : fmt::format(" at all {} points", all);
}

/// The regions of one stance: `holds up to 16 bytes (1.00 to 1.09 times), and from 64 bytes (…)`.
std::string stance_in_words(std::span<const Region> regions, bool holds, bool of_ratio) {
  Words words;
  for (const auto& each : regions) {
    if (each.holds == holds) words.push_back(fmt::format("{} ({})", each.words, effect_of(each, of_ratio)));
  }
  return fmt::format("{} {}", holds ? "holds" : "refuted", joined(words, ", ", ", and "));
}

std::string regions_in_words(const Rule& rule, const Tally& tally, bool of_ratio) {
  const auto& first = rule.regions.front();
  if (rule.regions.size() == 1) {
    const auto where = first.where.empty() ? share_in_words(first.explained, tally.all) : " " + first.words;
    return fmt::format("{}{} ({})", word_of(first), where, effect_of(first, of_ratio));
  }
  const bool rest_holds = first.where.empty();
  if (rest_holds && rule.regions.size() == 2) {
    const auto& exception = rule.regions.back();
    auto text = fmt::format("holds except {}: {} there, {} elsewhere", exception.words, effect_of(exception, of_ratio),
                            effect_of(first, of_ratio));
    if (!rule.exceptions.empty()) return text;
    return text + fmt::format(" ({} of {} {}points)", rule.explained, rule.decided,
                              rule.decided < tally.all ? "decided " : "");
  }
  return fmt::format("{}; {}", stance_in_words(rule.regions, !rest_holds, of_ratio),
                     stance_in_words(rule.regions, rest_holds, of_ratio));
}

/// `explains 22 of 24 decided points, all except bytes:64 and bytes:72`.
std::string exceptions_in_words(const Rule& rule) {
  Words keys;
  for (const auto& each : rule.exceptions) keys.push_back(each.key());
  const auto& first = rule.regions.front();
  if (rule.regions.size() == 1) return fmt::format("{} at {}", first.holds ? "refuted" : "holds", listed(keys));
  return fmt::format("explains {} of {} decided points, all except {}", rule.explained, rule.decided, listed(keys));
}

/// Where the threshold is crossed, and what was not measured between regions.
void add_turns(Words& clauses, const Rule& rule, std::span<const Factor> factors) {
  Words gaps;
  for (const auto& turn : rule.turns) {
    const auto& factor = factor_of(turn, factors);
    if (turn.crossing) {
      const auto at = levels_in_words(factor, {std::to_string(*turn.crossing)});
      clauses.push_back(fmt::format("crosses the threshold at about {}", at));
    }
    const bool far = turn.above - turn.below > 1 && turn.above > 2 * turn.below;
    if (!far || !turn.open.empty()) continue;
    gaps.push_back("between " + levels_in_words(factor, {std::to_string(turn.below), std::to_string(turn.above)}));
  }
  if (!gaps.empty()) clauses.push_back("nothing measured " + joined(gaps, ", ", " or "));
}

/// Levels of a factor at which nothing is decided and something is open, and the keys of open points at other levels.
struct OpenLevels {
  std::vector<std::int64_t> levels;
  Words others;
};

OpenLevels open_levels(const Factor& factor, std::span<const Comparison> comparisons) {
  std::set<std::int64_t> open;
  for (const auto& each : comparisons) {
    if (is_open(each)) open.insert(each.point[factor.name]);
  }
  for (const auto& each : comparisons) {
    if (is_decided(each)) open.erase(each.point[factor.name]);
  }
  OpenLevels result{.levels = {open.begin(), open.end()}, .others = {}};
  for (const auto& each : comparisons) {
    if (is_open(each) && !open.contains(each.point[factor.name])) result.others.push_back(each.point.key());
  }
  return result;
}

/// `at 24 and 32 bytes`, `up to 48 bytes`, `for order random or sorted`.
std::string open_levels_in_words(const Factor& factor, const std::vector<std::int64_t>& levels) {
  if (!is_ordered(factor) || levels.size() > most_listed) {
    return memlore::in_words(Condition{factor.name, levels}, std::span(&factor, 1));
  }
  Words words;
  for (const auto level : levels) words.push_back(std::to_string(level));
  return "at " + levels_in_words(factor, words);
}

std::string open_in_words(const Tally& tally, std::span<const Factor> factors,
                          std::span<const Comparison> comparisons) {
  if (tally.decided == 0) return "open" + share_in_words(std::ssize(tally.open), tally.all);
  OpenLevels best{.levels = {}, .others = tally.open};
  const Factor* on = nullptr;
  for (const auto& factor : factors) {
    auto own = open_levels(factor, comparisons);
    if (own.others.size() >= best.others.size()) continue;
    best = std::move(own);
    on = &factor;
  }
  Words words;
  if (on != nullptr) words.push_back(open_levels_in_words(*on, best.levels));
  const bool few = best.others.size() <= most_listed;
  if (!best.others.empty()) {
    words.push_back("at " +
                    (few ? listed(best.others) : counted(std::ssize(best.others), on ? "other point" : "point")));
  }
  return "open " + joined(words, "", " and ");
}

/// `holds at 10 points (1.2 to 3 times), refuted at 2 (0.8 times): order:random, order:sorted; no rule …`.
std::string counts_in_words(std::span<const Comparison> comparisons, bool of_ratio) {
  Region holding{.where = {}, .words = {}, .holds = true};
  Region refuted{.where = {}, .words = {}, .holds = false};
  Words keys_holding;
  Words keys_refuted;
  for (const auto& each : comparisons) {
    if (!is_decided(each)) continue;
    const bool supports = each.stance == Stance::supports;
    auto& region = supports ? holding : refuted;
    auto& keys = supports ? keys_holding : keys_refuted;
    region.low = keys.empty() ? each.estimate.value : std::min(region.low, each.estimate.value);
    region.high = keys.empty() ? each.estimate.value : std::max(region.high, each.estimate.value);
    keys.push_back(each.point.key());
  }
  const bool fewer_hold = keys_holding.size() < keys_refuted.size();
  return fmt::format(
      "holds at {} ({}), refuted at {} ({}); no rule over two factors explains nine tenths of them; {} at {}",
      counted(std::ssize(keys_holding), "point"), effect_of(holding, of_ratio), std::ssize(keys_refuted),
      effect_of(refuted, of_ratio), fewer_hold ? "holds" : "refuted", listed(fewer_hold ? keys_holding : keys_refuted));
}

}  // namespace

std::string in_words(const std::optional<Rule>& rule, std::span<const Factor> factors,
                     std::span<const Comparison> comparisons, bool of_ratio) {
  const auto judged = judged_factors(factors, comparisons);
  const auto tally = tally_of(comparisons);
  Words clauses;
  if (rule) {
    clauses.push_back(regions_in_words(*rule, tally, of_ratio));
    if (!rule->exceptions.empty()) clauses.push_back(exceptions_in_words(*rule));
    add_turns(clauses, *rule, judged);
  } else if (tally.decided > 0) {
    clauses.push_back(counts_in_words(comparisons, of_ratio));
  }
  if (!tally.open.empty()) clauses.push_back(open_in_words(tally, judged, comparisons));
  const auto unmeasured = tally.all - tally.decided - std::ssize(tally.open);
  if (unmeasured > 0) clauses.push_back("not measured at " + counted(unmeasured, "point"));
  return joined(clauses, "; ", "; ");
}

}  // namespace memlore::judge
