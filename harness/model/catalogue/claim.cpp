#include "harness/model/catalogue/claim.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace memlore {
namespace {

constexpr std::array symbols{"≥", "≤", "within"};
constexpr std::array relations{"at least", "at most", "within"};

/// True where the text holds the phrase as words of their own: `at most 1` is not in `at most 1.5`.
bool has_phrase(std::string_view text, std::string_view phrase) {
  const auto continues = [&](std::size_t at) {
    if (at >= text.size()) return false;
    const bool point = text[at] == '.' && at + 1 < text.size() && text[at + 1] >= '0' && text[at + 1] <= '9';
    return point || std::isalnum(static_cast<unsigned char>(text[at])) != 0;
  };
  for (auto at = text.find(phrase); at != std::string_view::npos; at = text.find(phrase, at + 1)) {
    const bool begins = at == 0 || std::isalnum(static_cast<unsigned char>(text[at - 1])) == 0;
    if (begins && !continues(at + phrase.size())) return true;
  }
  return false;
}

/// A threshold in words.
struct Wording {
  bool of_ratio;
  Relation relation;
  double threshold;
  std::string_view words;
};

constexpr std::array wordings{
    Wording{false, Relation::at_most, 0, "nothing"},
    Wording{false, Relation::at_most, 0, "no allocation"},
    Wording{false, Relation::at_most, 0, "never"},
    Wording{false, Relation::at_most, 1, "at most once"},
    Wording{false, Relation::at_most, 1, "at most one"},
    Wording{false, Relation::at_least, 1, "every"},
    Wording{false, Relation::at_least, 1, "at least once"},
    Wording{false, Relation::at_least, 1, "at least one"},
    Wording{false, Relation::at_least, 2, "at least twice"},
    Wording{true, Relation::at_most, 1, "at most as long"},
    Wording{true, Relation::at_least, 1, "at least as long"},
    Wording{true, Relation::at_most, 2, "at most twice"},
    Wording{true, Relation::at_least, 2, "at least twice"},
};

}  // namespace

bool in_domain(const Claim& claim, const Point& point) { return meets(point, claim.domain); }

bool about_the_same(const Claim& one, const Claim& other) {
  return one.contender == other.contender && one.baseline == other.baseline && one.metric == other.metric &&
         one.domain == other.domain;
}

std::string arms_in_words(const Claim& claim) {
  return claim.baseline.empty() ? claim.contender : claim.contender + " / " + claim.baseline;
}

std::string in_words(const Claim& claim, std::span<const Factor> factors) {
  const auto domain = in_words(claim.domain, factors);
  return fmt::format("{}: {} {} {}{}{}", arms_in_words(claim), traits_of(claim.metric).title,
                     symbols.at(static_cast<std::size_t>(claim.relation)), claim.threshold, domain.empty() ? "" : ", ",
                     domain);
}

std::string threshold_in_words(const Claim& claim) {
  return fmt::format("{} {}", relations.at(static_cast<std::size_t>(claim.relation)), claim.threshold);
}

bool sentence_says_threshold(const Claim& claim) {
  return has_phrase(claim.sentence, threshold_in_words(claim)) ||
         std::ranges::any_of(wordings, [&](const Wording& each) {
           return each.of_ratio != claim.baseline.empty() && each.relation == claim.relation &&
                  each.threshold == claim.threshold && has_phrase(claim.sentence, each.words);
         });
}

std::string problem_with(const Claim& claim) {
  const bool ratio = !claim.baseline.empty();
  if (claim.contender.empty()) return "a claim needs a contender";
  if (claim.metric == Metric::time_per_op && !ratio)
    return "a claim about time needs a baseline: nanoseconds of one machine say nothing of another";
  if (ratio && !(claim.threshold > 0)) return "the threshold of a ratio must be above 0";
  if (claim.relation == Relation::within && !ratio) return "a claim that two arms are the same needs a baseline";
  if (claim.relation == Relation::within && !(claim.threshold > 1)) return "a margin must be a ratio above 1";
  return {};
}

}  // namespace memlore
