#include "harness/run/selection.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <regex>
#include <set>

#include "harness/model/input_error.h"

namespace memlore::run {
namespace {

std::regex expression_of(const std::string& flag, const std::string& text) {
  try {
    return std::regex(text, std::regex::ECMAScript);
  } catch (const std::regex_error& error) {
    throw InputError(fmt::format("{} '{}' is not a regular expression: {}", flag, text, error.what()));
  }
}

/// "--flag 'expression' finds no thing; there are: a, b".
[[noreturn]] void refuse(const std::string& flag, const std::string& expression, const std::string& thing,
                         const std::vector<std::string>& known) {
  throw InputError(fmt::format("{} '{}' finds no {}; there are: {}", flag, expression, thing, fmt::join(known, ", ")));
}

}  // namespace

std::vector<Experiment> filtered(const std::vector<Experiment>& experiments, const std::string& filter) {
  const auto expression = expression_of("--filter", filter);
  std::vector<Experiment> result;
  std::ranges::copy_if(experiments, std::back_inserter(result), [&](const Experiment& each) {
    const bool hidden = family_of(each) == self_test_family && filter.find(self_test_family) == std::string::npos;
    return !hidden && std::regex_search(each.id, expression);
  });
  return result;
}

void keep_points(Plan& plan, const std::string& expression) {
  const auto wanted = expression_of("--point", expression);
  std::vector<std::string> known;
  for (const auto& cell : plan.cells) known.push_back(cell.point.key());
  std::erase_if(plan.cells, [&](const Cell& cell) { return !std::regex_search(cell.point.key(), wanted); });
  if (plan.cells.empty()) refuse("--point", expression, "point", known);
}

void keep_arms(Plan& plan, const std::string& expression) {
  const auto wanted = expression_of("--arm", expression);
  std::vector<std::string> known;
  for (auto& cell : plan.cells) {
    for (const auto& arm : cell.arms) {
      if (std::ranges::find(known, arm.name) == known.end()) known.push_back(arm.name);
    }
    std::erase_if(cell.arms, [&](const PlannedArm& arm) { return !std::regex_search(arm.name, wanted); });
  }
  std::erase_if(plan.cells, [](const Cell& cell) { return cell.arms.empty(); });
  if (plan.cells.empty()) refuse("--arm", expression, "arm", known);
}

}  // namespace memlore::run
