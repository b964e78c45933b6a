#include "harness/report/counters_table.h"

#include <gtest/gtest.h>

namespace memlore::report {
namespace {

Counters counters() {
  Counters result{.created = {}, .machine = {}, .cpu = 3, .events = {}, .passes = {}, .answers = {}};
  result.events = {
      {.metric = Metric::cycles_per_op, .event = "cycles", .hardware = true, .unavailable = "no PMU here"},
      {.metric = Metric::page_faults_per_op, .event = "page-faults", .hardware = false, .unavailable = {}}};
  result.passes = {{.pass = Pass::simulate, .source = "callgrind", .unavailable = {}}};
  return result;
}

AnswerOutcome outcome(AnswerWord word, std::optional<double> counted, std::string reason) {
  return {.answer = {.pass = Pass::count,
                     .metric = Metric::page_faults_per_op,
                     .arm = "touch",
                     .expected = 1,
                     .tolerance = 0.05,
                     .question = "a first touch"},
          .experiment = "self-test/page-touch",
          .point = {},
          .source = "perf_event page-faults",
          .counted = counted,
          .word = word,
          .reason = std::move(reason)};
}

TEST(CountersTable, ListsEveryEventAndPassWithItsReason) {
  EXPECT_EQ(counters_table(counters()),
            "Events on CPU 3\n"
            "  cycles                  hardware  not available: no PMU here\n"
            "  page-faults             software  available\n"
            "Passes that count\n"
            "  simulate    callgrind             available\n");
}

TEST(CountersTable, ShowsWhatWasExpectedAndCounted) {
  auto asked = counters();
  asked.self_tested = true;
  asked.answers = {outcome(AnswerWord::right, 1.001, {}), outcome(AnswerWord::wrong, 0.5, "x"),
                   outcome(AnswerWord::not_available, {}, "no PMU here")};
  const auto text = counters_table(asked);
  EXPECT_NE(text.find("1 ± 0.05         1.001  right\n"), std::string::npos) << text;
  EXPECT_NE(text.find("0.5  WRONG\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  not available: no PMU here\n1 right, 1 wrong, 1 not available\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace memlore::report
