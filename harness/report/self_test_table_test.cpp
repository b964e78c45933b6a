#include "harness/report/self_test_table.h"

#include <gtest/gtest.h>

namespace memlore::report {
namespace {

SelfTest self_test() {
  SelfTest test;
  test.false_alarms = FalseAlarms{.comparisons = {41, 1000, 0.041, 0.0529},
                                  .families = {7, 100, 0.07, 0.128},
                                  .median_ratio = 1.002,
                                  .high_ratio = 1.013,
                                  .processes = 30.4,
                                  .sessions = 10,
                                  .experiments = {}};
  test.power = {{.kernel = "cache-resident",
                 .slowdown = 0.01,
                 .instructions = 0.0099,
                 .found = {9, 10, 0.9, 0.99},
                 .estimate = 0.0102,
                 .seconds = 4.25},
                {.kernel = "memory-bound", .slowdown = 0.03, .instructions = {}, .found = {10, 10, 1, 1}}};
  return test;
}

TEST(SelfTestTable, SaysWhatIsPromisedAndWhatWasFound) {
  EXPECT_EQ(
      self_test_table(self_test()),
      "Identical arms, 10 sessions, 30 processes a comparison on average\n"
      "  taken for different        4.1 % (41 of 1000; below 5.3 % with 95 % confidence), as promised: at most 5 %\n"
      "  claims with any of them    7.0 % (7 of 100; below 12.8 % with 95 % confidence), above the 5 % that is "
      "promised\n"
      "  came out apart           0.20 % (median), 1.30 % (95th percentile)\n"
      "\n"
      "Planted in       slowdown  instructions  estimated      found  measured\n"
      "  cache-resident    1.0 %       +0.99 %     1.02 %    9 of 10     4.2 s\n"
      "  memory-bound      3.0 % not simulated     0.00 %   10 of 10     0.0 s\n");
}

TEST(SelfTestTable, SaysHowManyComparisonsHadNoInterval) {
  auto test = self_test();
  EXPECT_EQ(self_test_table(test).find("not counted"), std::string::npos);
  test.false_alarms->without_interval = 3;
  EXPECT_NE(self_test_table(test).find("  not counted              3 comparisons: too few processes"),
            std::string::npos);
}

TEST(SelfTestTable, LeavesOutWhatWasNotAskedFor) {
  auto test = self_test();
  test.false_alarms.reset();
  EXPECT_TRUE(self_test_table(test).starts_with("Planted in"));
  test.power.clear();
  test.warnings = {{"code", "said here"}};
  EXPECT_EQ(self_test_table(test), "warning: said here\n");
}

}  // namespace
}  // namespace memlore::report
