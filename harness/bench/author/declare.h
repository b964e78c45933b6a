#pragma once

// What a bench file includes: the vocabulary in which an experiment is written down.
//
//   const auto declared = declare({
//       .id = "copying/value-or-reference",
//       .claim = "Passing a small struct by value costs no more than passing a pointer to it.",
//       .factors = {factor("bytes", {8, 64, 4096})},
//       .arms = {arm("by_value", "copied into the call", by_value), arm("by_reference", "…", by_reference)},
//       .hypotheses = {expect("by_value", "by_reference", Metric::time_per_op).at_most(1.10)},
//   });
//
// Declaring is all: the experiment is listed, planned, checked, run, judged and drawn without an edit anywhere else.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "harness/bench/author/kernel.h"
#include "harness/model/catalogue/experiment.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {

/// Prepares a kernel at a point. Runs outside every timed region; may allocate, fill and shuffle as it likes.
using Prepare = std::function<Kernel(const Point&)>;

/// An arm as an author writes it: name and words, and how to prepare it.
struct ArmDeclaration {
  Arm arm;
  Prepare prepare;  ///< Empty for an arm that is only a static fact, or is not built.
};

/// An experiment as an author writes it.
struct Declaration {
  std::string id;
  std::string claim;
  std::string source;
  std::string operation;
  std::vector<Factor> factors;
  std::vector<ArmDeclaration> arms;
  std::vector<Hypothesis> hypotheses;
  std::vector<Pass> passes{Pass::time, Pass::count, Pass::simulate};
  std::vector<std::string> caveats{};
  std::vector<KnownAnswer> answers{};  ///< Of a self-test: what its arms must count.
  /// Operations of one iteration, the same for every arm; 1 where it is empty.
  std::function<std::int64_t(const Point&)> operations{};
  /// Iterations after which a kernel has visited all its data; 1 where it is empty. The simulated pass warms and counts
  /// whole walks, or cold misses would be taken for misses.
  std::function<std::int64_t(const Point&)> period{};
};

/// An axis of plain numbers. Those in `full_only` are visited by the full profile alone; the smoke profile takes the
/// first and the last of the others.
Factor factor(std::string name, std::vector<std::int64_t> values, const std::vector<std::int64_t>& full_only = {},
              std::string unit = {});

/// An axis of categories: `value` is what the kernel sees, `label` what people read.
Factor categories(std::string name, std::vector<std::pair<std::int64_t, std::string>> values);

/// An arm with a kernel.
ArmDeclaration arm(std::string name, std::string description, Prepare prepare);

/// An arm that is a static fact about types.
ArmDeclaration fact(std::string name, std::string description, std::vector<Layout> layouts);

/// An arm that this build lacks a library for. It is listed with the reason, never dropped.
ArmDeclaration not_built(std::string name, std::string description, const std::string& needs);

/// Begins a hypothesis; `at_least`, `at_most` or `equivalent_within` completes it.
class Expectation {
 public:
  Expectation(std::string contender, std::string baseline, Metric metric)
      : hypothesis_{
            .contender = std::move(contender), .baseline = std::move(baseline), .metric = metric, .statement = {}} {}

  [[nodiscard]] Hypothesis at_least(double threshold) const { return complete(Relation::at_least, threshold); }
  [[nodiscard]] Hypothesis at_most(double threshold) const { return complete(Relation::at_most, threshold); }
  [[nodiscard]] Hypothesis equivalent_within(double ratio) const { return complete(Relation::equivalent, ratio); }

 private:
  [[nodiscard]] Hypothesis complete(Relation relation, double threshold) const;
  Hypothesis hypothesis_;
};

/// The ratio of contender to baseline in a metric.
inline Expectation expect(std::string contender, std::string baseline, Metric metric = Metric::time_per_op) {
  return {std::move(contender), std::move(baseline), metric};
}

/// The contender's own value in an exact metric.
inline Expectation expect_value(std::string contender, Metric metric) { return {std::move(contender), {}, metric}; }

/// Adds an experiment to the catalogue of this program. Throws InputError for a contradiction in the declaration (an
/// unknown arm in a hypothesis, a name twice, a threshold that is not positive). The result has no meaning; it lets a
/// file declare at namespace scope.
int declare(Declaration declaration);

/// Calls `body` with a number from a short list as a compile-time constant.
///
///   return with_constant<8, 64, 4096>(point["bytes"], []<std::size_t Bytes>() { return by_value<Bytes>(); });
template <std::size_t... Numbers, class Body>
Kernel with_constant(std::int64_t number, Body body) {
  Kernel result;
  const bool known =
      ((number == static_cast<std::int64_t>(Numbers) ? (result = body.template operator()<Numbers>(), true) : false) ||
       ...);
  if (!known) throw InputError("no kernel was compiled for " + std::to_string(number));
  return result;
}

}  // namespace memlore::bench
