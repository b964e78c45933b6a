#include "harness/report/counters_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace memlore::report {
namespace {

std::string availability(const std::string& unavailable) {
  return unavailable.empty() ? "available" : "not available: " + unavailable;
}

std::string verdict_of(const AnswerOutcome& outcome) {
  switch (outcome.word) {
    case AnswerWord::right:
      return "right";
    case AnswerWord::wrong:
      return "WRONG";
    case AnswerWord::not_available:
      return "not available: " + outcome.reason;
  }
  return {};
}

std::string question_of(const AnswerOutcome& outcome) {
  const auto& metric = traits_of(outcome.answer.metric).title;
  return fmt::format("{}{}: {}", outcome.answer.question, outcome.point.empty() ? "" : " (" + outcome.point + ")",
                     metric);
}

std::string expected_of(const KnownAnswer& answer) {
  return answer.tolerance > 0 ? fmt::format("{:g} ± {:g}", answer.expected, answer.tolerance)
                              : fmt::format("{:g}", answer.expected);
}

std::string answers(const std::vector<AnswerOutcome>& outcomes) {
  auto text = fmt::format("\n{:<10}{:<86}{:>24}{:>14}  {}\n", "Pass", "Question", "expected", "counted", "verdict");
  for (const auto& each : outcomes) {
    fmt::format_to(std::back_inserter(text), "{:<10}{:<86}{:>24}{:>14}  {}\n", name_of(each.answer.pass),
                   question_of(each), expected_of(each.answer),
                   each.counted ? fmt::format("{:.6g}", *each.counted) : std::string(), verdict_of(each));
  }
  auto number = [&](AnswerWord word) { return std::ranges::count(outcomes, word, &AnswerOutcome::word); };
  return text + fmt::format("{} right, {} wrong, {} not available\n", number(AnswerWord::right),
                            number(AnswerWord::wrong), number(AnswerWord::not_available));
}

}  // namespace

std::string counters_table(const Counters& counters) {
  auto text = fmt::format("Events on CPU {}\n", counters.cpu);
  for (const auto& each : counters.events) {
    fmt::format_to(std::back_inserter(text), "  {:<24}{:<10}{}\n", each.event, each.hardware ? "hardware" : "software",
                   availability(each.unavailable));
  }
  text += "Passes that count\n";
  for (const auto& each : counters.passes) {
    fmt::format_to(std::back_inserter(text), "  {:<12}{:<22}{}\n", name_of(each.pass), each.source,
                   availability(each.unavailable));
  }
  if (counters.self_tested) text += answers(counters.answers);
  return text;
}

}  // namespace memlore::report
