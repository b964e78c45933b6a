#pragma once

// What a bench file includes: the words in which an experiment is written down.
//
//   const auto declared = declare({
//       .id = "copying/value-or-reference",
//       .question = "What does passing a struct by value cost, beside passing a pointer to it?",
//       .operation = "call",
//       .factors = {factor("bytes", {8, 64, 4096}, {}, "bytes")},
//       .arms = {arm("by_value", "copied into the call", by_value), arm("by_reference", "…", by_reference)},
//       .claims = {claim("B1", "Passing a struct by value takes at most 1.1 times as long as passing a pointer to it.",
//                        ratio("by_value", "by_reference") <= 1.1)},
//   });
//
// Declared so, the experiment is listed, planned, checked, run, judged and drawn without an edit anywhere else.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "harness/bench/author/claims.h"
#include "harness/bench/author/kernel.h"
#include "harness/model/catalogue/experiment.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {

/// Prepares a kernel at a point. Runs outside every timed region; may allocate, fill and shuffle as it likes.
using Prepare = std::function<Kernel(const Point&)>;

/// An arm as an author writes it: its name, its description, and how to prepare it.
struct ArmDeclaration {
  Arm arm;
  Prepare prepare;  ///< Empty for an arm that is a static fact or is not built.
};

/// An experiment as an author writes it.
struct Declaration {
  std::string id;         ///< `family/name`.
  std::string question;   ///< What it asks, in one sentence: the title of its figures.
  std::string operation;  ///< What one operation is.
  std::vector<Factor> factors;
  std::vector<ArmDeclaration> arms;
  std::vector<ClaimDeclaration> claims;
  std::vector<Pass> passes{Pass::time, Pass::count, Pass::simulate};
  std::vector<std::string> caveats{};
  std::vector<KnownAnswer> answers{};  ///< Of a self-test: what its arms must count.
  /// Operations of one iteration, the same for every arm; 1 where it is empty.
  std::function<std::int64_t(const Point&)> operations{};
  /// Iterations after which a kernel has visited all its data; 1 where it is empty. The simulated pass warms and counts
  /// whole walks, so that it does not count misses of a first visit.
  std::function<std::int64_t(const Point&)> period{};
};

/// An axis of plain numbers. Only the full profile visits those in `full_only`. The smoke profile visits the first and
/// the last of the others.
Factor factor(std::string name, std::vector<std::int64_t> values, const std::vector<std::int64_t>& full_only = {},
              std::string unit = {});

/// An axis of categories: the kernel sees the number, people read the label.
Factor categories(std::string name, std::vector<std::pair<std::int64_t, std::string>> values);

/// An arm with a kernel.
ArmDeclaration arm(std::string name, std::string description, Prepare prepare);

/// An arm that is a static fact about types.
ArmDeclaration fact(std::string name, std::string description, std::vector<Layout> layouts);

/// An arm whose library this build lacks. It is listed with the reason.
ArmDeclaration not_built(std::string name, std::string description, const std::string& needs);

/// Adds an experiment to the catalogue of this program. Throws InputError for a declaration that contradicts itself
/// (check.h). The result has no meaning; it lets a file declare at namespace scope.
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
