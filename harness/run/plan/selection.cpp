#include "harness/run/plan/selection.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::run {
namespace {

/// The expression behind a flag. RE2 takes time in proportion to the text and memory within a bound, whatever the
/// expression is; std::regex backtracks and recurses, so that an expression can crash it.
class Expression {
 public:
  /// Throws InputError for a text that is no expression, or one that needs too much memory.
  Expression(const std::string& flag, const std::string& text) : expression_(text, RE2::Quiet) {
    if (expression_.ok()) return;
    throw InputError(
        fmt::format("{} '{}' is not a regular expression: {}", flag, printable(text), printable(expression_.error())));
  }
  [[nodiscard]] bool finds(const std::string& name) const { return RE2::PartialMatch(name, expression_); }

 private:
  RE2 expression_;
};

/// "--flag 'expression' finds no thing; there are: a, b".
[[noreturn]] void refuse(const std::string& flag, const std::string& expression, const std::string& thing,
                         const std::vector<std::string>& known) {
  throw InputError(
      fmt::format("{} '{}' finds no {}; there are: {}", flag, printable(expression), thing, fmt::join(known, ", ")));
}

}  // namespace

std::vector<Experiment> filtered(const std::vector<Experiment>& experiments, const std::string& filter) {
  const Expression expression("--filter", filter);
  std::vector<Experiment> result;
  std::ranges::copy_if(experiments, std::back_inserter(result), [&](const Experiment& each) {
    const bool hidden = family_of(each) == self_test_family && filter.find(self_test_family) == std::string::npos;
    return !hidden && expression.finds(each.id);
  });
  return result;
}

void keep_points(Plan& plan, const std::string& expression) {
  const Expression wanted("--point", expression);
  std::vector<std::string> known;
  for (const auto& cell : plan.cells) {
    if (std::ranges::find(known, cell.point.key()) == known.end()) known.push_back(cell.point.key());
  }
  std::erase_if(plan.cells, [&](const Cell& cell) { return !wanted.finds(cell.point.key()); });
  if (plan.cells.empty()) refuse("--point", expression, "point", known);
}

void keep_arms(Plan& plan, const std::string& expression) {
  const Expression wanted("--arm", expression);
  std::vector<std::string> known;
  for (auto& cell : plan.cells) {
    for (const auto& arm : cell.arms) {
      if (std::ranges::find(known, arm.name) == known.end()) known.push_back(arm.name);
    }
    std::erase_if(cell.arms, [&](const PlannedArm& arm) { return !wanted.finds(arm.name); });
  }
  std::erase_if(plan.cells, [](const Cell& cell) { return cell.arms.empty(); });
  if (plan.cells.empty()) refuse("--arm", expression, "arm", known);
}

}  // namespace memlore::run
