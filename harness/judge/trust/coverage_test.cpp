// Do intervals cover, and do decisions err, as often as they say? Simulated from blocks to verdict, with the stopping
// rule in force, on every kind of noise. Each test prints the figures that it found (ctest -V shows them).
//
// Tolerances: a probability p shows over n trials with the standard error sqrt(p(1-p)/n); bounds are widened by three
// of them, which one seed in some four hundred would exceed in either direction. The seeds are fixed, so a red is a
// change of the code and not of the weather; the budget is what a change that alters no probability may cost: about one
// red in twenty such changes over the cases below.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/judge.h"
#include "harness/judge/synthetic/stopped_run.h"
#include "harness/stats/proportion.h"

namespace memlore::judge {
namespace {

using synthetic::Kind;
using synthetic::NeighbourTruth;
using synthetic::Truth;

double three_errors(double probability, int trials) { return 3 * std::sqrt(probability * (1 - probability) / trials); }

/// A run of the quick profile's size, with five rounds; noise as on a shared machine.
Truth quick(Kind kind, std::uint64_t seed) {
  return {.points = 1,
          .processes = 48,
          .fewest_processes = 24,
          .layouts = 12,
          .rounds = 5,
          .ratio = 1.07,
          .control = false,
          .kind = kind,
          .layout_noise = 0.01,
          .process_noise = 0.01,
          .round_noise = 0.05,
          .block_noise = 0.02,
          .threshold = 1,
          .seed = seed};
}

Truth with_layouts(Truth truth, int layouts) {
  truth.layouts = layouts;
  return truth;
}

/// What the estimate is of: the median over layouts of the mean log ratio of two processes. Both arms have the same
/// noise, so it is the ratio that was put in.
double truth_of(const Truth& truth) { return std::log(truth.ratio); }

/// Share of trials in which the interval called 95 % covers the truth, and the average number of processes.
struct Coverage {
  double share = 0;
  double processes = 0;
};

Coverage coverage_of(Kind kind, double half_width, int trials, const NeighbourTruth& neighbour = {}) {
  const double truth = truth_of(quick(kind, 0));
  Coverage coverage;
  for (int trial = 0; trial < trials; ++trial) {
    auto drawn = with_layouts(quick(kind, 10'000U + static_cast<unsigned>(trial)), 24);
    drawn.half_width = half_width;
    drawn.neighbour = neighbour;
    if (half_width == 0) drawn.fewest_processes = 0;
    const auto run = half_width == 0 ? synthetic::made_up_run(drawn) : synthetic::stopped_run(drawn);
    const auto question = timed_questions(run, Timings(run)).at(0);
    const auto plain = ratio_intervals(question.values, nominal_error * price_of_stopping(run.plan.profile)).ratio;
    coverage.share += std::log(plain.low) <= truth && truth <= std::log(plain.high) ? 1.0 / trials : 0;
    coverage.processes += static_cast<double>(question.processes.size()) / trials;
  }
  return coverage;
}

void show(const std::string& line) { std::puts(line.c_str()); }

TEST(Coverage, IsWhatAnIntervalSaysWithAFixedNumberOfProcesses) {
  constexpr int trials = 3000;
  for (const auto kind : synthetic::all_kinds) {
    const auto coverage = coverage_of(kind, 0, trials);
    show(fmt::format("fixed number    {:<15} coverage {:.1f} %", synthetic::name_of(kind), 100 * coverage.share));
    EXPECT_GT(coverage.share, 0.94 - three_errors(0.95, trials)) << synthetic::name_of(kind);
    EXPECT_LT(coverage.share, 0.97 + three_errors(0.95, trials)) << synthetic::name_of(kind);
  }
}

TEST(Coverage, IsWhatAnIntervalSaysThoughTheRunStopsWhereItIsNarrow) {
  constexpr int trials = 2000;
  // From "nearly every trial stops at once" to "nearly none stops early".
  for (const double half_width : {0.016, 0.012, 0.009}) {
    for (const auto kind : synthetic::all_kinds) {
      const auto coverage = coverage_of(kind, half_width, trials);
      show(fmt::format("stops at {:.1f} %   {:<15} coverage {:.1f} %, {:.1f} processes", 100 * half_width,
                       synthetic::name_of(kind), 100 * coverage.share, coverage.processes));
      EXPECT_GT(coverage.share, 0.94 - three_errors(0.95, trials)) << synthetic::name_of(kind) << half_width;
      EXPECT_LT(coverage.share, 0.97 + three_errors(0.97, trials)) << synthetic::name_of(kind) << half_width;
    }
  }
}

TEST(Coverage, IsOfTheRatioOnACoreOfOnesOwnHoweverOftenNeighboursShareIt) {
  constexpr int trials = 2000;
  for (const double share : {0.3, 0.6, 0.85}) {
    const auto coverage =
        coverage_of(Kind::normal, 0, trials, {.share = share, .contender_cost = 1.3, .baseline_cost = 1.6});
    show(fmt::format("core shared in {:.0f} % of the time   coverage {:.1f} %", 100 * share, 100 * coverage.share));
    EXPECT_GT(coverage.share, 0.94 - three_errors(0.95, trials)) << share;
    EXPECT_LT(coverage.share, 0.97 + three_errors(0.97, trials)) << share;
  }
}

bool finds_a_difference(const Comparison& comparison) { return comparison.stance != Stance::undecided; }

/// An A/A run of a claim of eight points, free to stop.
Judgement identical_arms(Kind kind, std::uint64_t seed, const NeighbourTruth& neighbour = {}) {
  auto truth = with_layouts(quick(kind, seed), 24);
  truth.points = 8;
  truth.ratio = 1;
  truth.half_width = 0.012;
  truth.neighbour = neighbour;
  return judge(synthetic::stopped_run(truth));
}

void expect_few_false_alarms(Kind kind, std::string_view name, const NeighbourTruth& neighbour = {}) {
  constexpr int families = 250;
  int alarms = 0;
  int comparisons = 0;
  int families_alarmed = 0;
  for (int family = 0; family < families; ++family) {
    const auto judgement = identical_arms(kind, 50'000U + static_cast<unsigned>(family), neighbour);
    bool alarmed = false;
    for (const auto& each : judgement.experiments[0].claims[0].comparisons) {
      ++comparisons;
      alarms += each.low_95 > 1 || each.high_95 < 1;
      alarmed = alarmed || finds_a_difference(each);
    }
    families_alarmed += alarmed;
  }
  const double rate = alarms / static_cast<double>(comparisons);
  const double family_rate = families_alarmed / static_cast<double>(families);
  show(
      fmt::format("A/A             {:<15} {} comparisons: {:.1f} % false alarms (95 % bound {:.1f} %); families of "
                  "eight: {:.1f} % (bound {:.1f} %)",
                  name, comparisons, 100 * rate, 100 * stats::proportion_upper_bound(alarms, comparisons, 0.95),
                  100 * family_rate, 100 * stats::proportion_upper_bound(families_alarmed, families, 0.95)));
  EXPECT_LT(rate, 0.05 + three_errors(0.05, comparisons)) << name;
  EXPECT_LT(family_rate, 0.05 + three_errors(0.05, families)) << name;
}

TEST(FalseAlarms, AreAtMostFivePerCentOfComparisonsAndOfFamiliesWithTheStoppingRuleInForce) {
  for (const auto kind : synthetic::all_kinds) expect_few_false_alarms(kind, synthetic::name_of(kind));
}

TEST(FalseAlarms, AreNoMoreWhereNeighboursShareTheCore) {
  expect_few_false_alarms(Kind::normal, "shared cores", {.share = 0.6, .contender_cost = 1.4, .baseline_cost = 1.4});
}

/// Share of runs that find a slowdown, any effect mattering.
double power(double ratio, double noise) {
  constexpr int trials = 200;
  int found = 0;
  for (int trial = 0; trial < trials; ++trial) {
    auto truth = with_layouts(quick(Kind::contaminated, 90'000U + static_cast<unsigned>(trial)), 24);
    truth.ratio = ratio;
    truth.layout_noise = truth.process_noise = noise;
    truth.half_width = 0.0025;
    found += judge(synthetic::stopped_run(truth)).experiments[0].claims[0].comparisons[0].stance == Stance::supports;
  }
  return found / static_cast<double>(trials);
}

TEST(Power, RisesWithTheEffectFromFalseAlarmsToCertainty) {
  const double none = power(1, 0.002);
  const double half = power(1.005, 0.002);
  const double whole = power(1.01, 0.002);
  const double three = power(1.03, 0.002);
  show(fmt::format("power           0 %: {:.2f}, 0.5 %: {:.2f}, 1 %: {:.2f}, 3 %: {:.2f}", none, half, whole, three));
  EXPECT_LT(none, 0.06);
  EXPECT_LT(none, half);
  EXPECT_LT(half, whole);
  EXPECT_GT(three, 0.99);
}

}  // namespace
}  // namespace memlore::judge
