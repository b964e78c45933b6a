#include "harness/bench/author/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace memlore::bench {
namespace {

void expect_arm(const Declaration& declaration, const std::string& name) {
  const auto found = std::ranges::find(declaration.arms, name, [](const auto& each) { return each.arm.name; });
  if (found == declaration.arms.end()) throw InputError(fmt::format("there is no arm '{}'", name));
}

void expect_different_names(const std::vector<ArmDeclaration>& arms) {
  std::set<std::string> names;
  for (const auto& each : arms) {
    if (!names.insert(each.arm.name).second) throw InputError(fmt::format("two arms are named '{}'", each.arm.name));
  }
}

void check_sentence(const Claim& claim) {
  if (claim.row.empty()) throw InputError("it names no row of docs/CLAIMS.md");
  if (!claim.sentence.ends_with('.')) throw InputError("its sentence does not end with a full stop");
  if (!sentence_says_threshold(claim)) {
    throw InputError(fmt::format("its sentence does not say '{}'", threshold_in_words(claim)));
  }
}

void check_comparison(const Declaration& declaration, const Claim& claim) {
  expect_arm(declaration, claim.contender);
  const bool is_ratio = !claim.baseline.empty();
  if (is_ratio) expect_arm(declaration, claim.baseline);
  if (is_ratio && !(claim.threshold > 0)) throw InputError("the threshold of a ratio is above 0");
  if (!is_ratio && claim.metric == Metric::time_per_op) {
    throw InputError("a claim about time needs a baseline: nanoseconds of one machine say nothing of another");
  }
  if (claim.relation != Relation::within) return;
  if (!is_ratio) throw InputError("'within' needs a baseline");
  if (!(claim.threshold > 1)) throw InputError("the threshold of 'within' is a ratio above 1");
}

void check_claims(const Declaration& declaration) {
  std::vector<Claim> earlier;
  for (const auto& each : declaration.claims) {
    try {
      const auto claim = resolved(each, declaration.factors);
      check_comparison(declaration, claim);
      check_sentence(claim);
      if (std::ranges::any_of(earlier, [&](const Claim& other) { return about_the_same(claim, other); })) {
        throw InputError("another claim makes the same comparison");
      }
      earlier.push_back(claim);
    } catch (const InputError& error) {
      throw InputError(fmt::format("the claim '{}': {}", each.sentence, error.what()));
    }
  }
}

void check_answers(const Declaration& declaration) {
  for (const auto& answer : declaration.answers) {
    expect_arm(declaration, answer.arm);
    if (!answer.less.empty()) expect_arm(declaration, answer.less);
    if (std::ranges::find(declaration.passes, answer.pass) == declaration.passes.end()) {
      throw InputError(fmt::format("a known answer is of the pass '{}', which is not made", name_of(answer.pass)));
    }
  }
}

}  // namespace

void refuse(const Declaration& declaration, const std::string& what) {
  throw InputError(fmt::format("experiment '{}': {}", declaration.id, what));
}

void check(const Declaration& declaration) {
  if (declaration.id.find('/') == std::string::npos) refuse(declaration, "an id is 'family/name'");
  if (!declaration.question.ends_with('?')) refuse(declaration, "its question does not end with a question mark");
  if (declaration.claims.empty()) refuse(declaration, "it claims nothing");
  try {
    expect_different_names(declaration.arms);
    check_claims(declaration);
    check_answers(declaration);
  } catch (const InputError& error) {
    refuse(declaration, error.what());
  }
}

}  // namespace memlore::bench
