#include "harness/judge/trust/count_agreement.h"

#include <gtest/gtest.h>

namespace memlore::judge {
namespace {

class Counting : public testing::Test {
 protected:
  Counting() {
    run_.plan.cells = {{.experiment = "a/b",
                        .point = {},
                        .arms = {{.name = "contender", .iterations = 1}, {.name = "baseline", .iterations = 1}}}};
    claim_.contender = "contender";
    claim_.baseline = "baseline";
  }

  void see(CounterSource counter, Metric metric, std::optional<double> contender, std::optional<double> baseline) {
    for (const int arm : {0, 1}) {
      run_.observations.push_back({.cell = 0,
                                   .arm = arm,
                                   .pass = is_simulated(counter) ? Pass::simulate : Pass::count,
                                   .metric = metric,
                                   .value = arm == 0 ? contender : baseline,
                                   .unavailable = {},
                                   .source = {},
                                   .counter = counter});
    }
  }

  [[nodiscard]] std::vector<CountAgreement> agreements() const {
    return count_agreements(Observations(run_), run_.plan.cells[0], 0, claim_);
  }

  memlore::Run run_;
  Claim claim_;
};

TEST(SignOf, NeedsADifferenceThatIsNeitherASmallShareNorNextToNothing) {
  EXPECT_EQ(sign_of(1.5, 1), Sign::more);
  EXPECT_EQ(sign_of(1, 1.5), Sign::less);
  EXPECT_EQ(sign_of(1.04, 1), Sign::same);
  EXPECT_EQ(sign_of(0.009, 0), Sign::same);
  EXPECT_EQ(sign_of(0.011, 0), Sign::more);
  EXPECT_EQ(sign_of(0, 0), Sign::same);
}

TEST_F(Counting, SaysWhatBothSayAndThatTheyAgree) {
  see(CounterSource::perf_hardware, Metric::cache_misses_per_op, 4, 1);
  see(CounterSource::callgrind_host, Metric::last_level_misses_per_op, 2, 1);
  const auto found = agreements();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].metric, Metric::cache_misses_per_op);
  EXPECT_EQ(found[0].hardware, (CountedPair{4, 1, Sign::more}));
  EXPECT_EQ(found[0].simulated, (CountedPair{2, 1, Sign::more}));
  EXPECT_EQ(found[0].simulator, CounterSource::callgrind_host);
  EXPECT_TRUE(found[0].agree);
  EXPECT_TRUE(warnings_about_counts(found).empty());
}

TEST_F(Counting, WarnsWhereOneSaysMoreAndTheOtherLessOrTheSame) {
  for (const double simulated : {0.5, 1.0}) {
    run_.observations.clear();
    see(CounterSource::perf_hardware, Metric::cache_misses_per_op, 4, 1);
    see(CounterSource::callgrind_host, Metric::last_level_misses_per_op, simulated, 1);
    const auto found = agreements();
    EXPECT_FALSE(found.at(0).agree);
    const auto warnings = warnings_about_counts(found);
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].code, "counts_disagree");
    EXPECT_NE(warnings[0].message.find("at 1 of 1 points"), std::string::npos) << warnings[0].message;
    EXPECT_NE(warnings[0].message.find("more by the counter"), std::string::npos) << warnings[0].message;
  }
}

TEST_F(Counting, ComparesMispredictedBranchesWithBothKindsOfSimulatedOnes) {
  see(CounterSource::perf_hardware, Metric::branch_misses_per_op, 1, 0);
  see(CounterSource::callgrind_host, Metric::conditional_mispredictions_per_op, 0, 0);
  EXPECT_TRUE(agreements().empty()) << "half of a sum is none";
  see(CounterSource::callgrind_host, Metric::indirect_mispredictions_per_op, 0.9, 0);
  ASSERT_EQ(agreements().size(), 1U);
  EXPECT_TRUE(agreements()[0].agree);
}

TEST_F(Counting, ComparesWithTheMachinesOwnGeometryAndWithTheReferenceWhereThatIsMissing) {
  see(CounterSource::perf_hardware, Metric::instructions_per_op, 4, 1);
  see(CounterSource::callgrind_reference, Metric::instructions_per_op, 3, 1);
  EXPECT_EQ(agreements().at(0).simulator, CounterSource::callgrind_reference);
  see(CounterSource::callgrind_host, Metric::instructions_per_op, 2, 1);
  ASSERT_EQ(agreements().size(), 1U);
  EXPECT_EQ(agreements()[0].simulator, CounterSource::callgrind_host);
}

TEST_F(Counting, IsSilentWhereOnlyOneOfThemCountedOrAnArmIsMissing) {
  see(CounterSource::perf_hardware, Metric::cache_misses_per_op, 4, 1);
  EXPECT_TRUE(agreements().empty());
  see(CounterSource::callgrind_host, Metric::last_level_misses_per_op, 2, {});
  EXPECT_TRUE(agreements().empty());
  run_.observations.clear();
  see(CounterSource::perf_software, Metric::cache_misses_per_op, 4, 1);
  see(CounterSource::callgrind_host, Metric::last_level_misses_per_op, 2, 1);
  EXPECT_TRUE(agreements().empty()) << "the kernel's own events are no hardware";
}

TEST_F(Counting, IsSilentForAClaimWithoutABaseline) {
  see(CounterSource::perf_hardware, Metric::cache_misses_per_op, 4, 1);
  see(CounterSource::callgrind_host, Metric::last_level_misses_per_op, 2, 1);
  claim_.baseline.clear();
  EXPECT_TRUE(agreements().empty());
}

}  // namespace
}  // namespace memlore::judge
