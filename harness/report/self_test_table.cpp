#include "harness/report/self_test_table.h"

#include <fmt/format.h>

#include <iterator>

namespace memlore::report {
namespace {

std::string rate_in_words(const Rate& rate) {
  return fmt::format("{:5.1f} % ({} of {}; below {:.1f} % with 95 % confidence)", 100 * rate.share, rate.events,
                     rate.trials, 100 * rate.upper_bound);
}

/// More than promised only where chance does not explain it.
std::string against_promise(const Rate& rate) {
  return rate.share <= promised_false_alarms ? "as promised: at most 5 %" : "above the 5 % that is promised";
}

std::string false_alarms(const FalseAlarms& alarms) {
  return fmt::format(
      "Identical arms, {} sessions, {:.0f} processes a comparison on average\n"
      "  taken for different      {}, {}\n"
      "  claims with any of them  {}, {}\n"
      "{}"
      "  came out apart           {:.2f} % (median), {:.2f} % (95th percentile)\n",
      alarms.sessions, alarms.processes, rate_in_words(alarms.comparisons), against_promise(alarms.comparisons),
      rate_in_words(alarms.families), against_promise(alarms.families),
      alarms.without_interval == 0
          ? ""
          : fmt::format("  not counted              {} comparisons: too few processes had a core to themselves\n",
                        alarms.without_interval),
      100 * (alarms.median_ratio - 1), 100 * (alarms.high_ratio - 1));
}

std::string power(const std::vector<PowerPoint>& points) {
  auto text = fmt::format("{:<16} {:>8} {:>13} {:>10} {:>10} {:>9}\n", "Planted in", "slowdown", "instructions",
                          "estimated", "found", "measured");
  for (const auto& point : points) {
    fmt::format_to(std::back_inserter(text), "  {:<14} {:>6.1f} % {:>13} {:>8.2f} % {:>10} {:>7.1f} s\n", point.kernel,
                   100 * point.slowdown,
                   point.instructions ? fmt::format("{:+.2f} %", 100 * *point.instructions) : "not simulated",
                   100 * point.estimate, fmt::format("{} of {}", point.found.events, point.found.trials),
                   point.seconds);
  }
  return text;
}

}  // namespace

std::string self_test_table(const SelfTest& test) {
  std::string text;
  if (test.false_alarms) text += false_alarms(*test.false_alarms);
  if (!test.power.empty()) text += (text.empty() ? "" : "\n") + power(test.power);
  for (const auto& warning : test.warnings) text += fmt::format("warning: {}\n", warning.message);
  return text;
}

}  // namespace memlore::report
