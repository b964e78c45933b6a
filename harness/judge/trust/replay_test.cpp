// Real noise instead of made-up noise: blocks of identical arms, recorded on a 2-CPU virtual machine while another
// process swept the shared cache on the other CPU (testdata/noisy_run.json, written by `memlore aa --keep`; six cells
// of copying, dispatch, growth, layout and pooling, with a pair of copies each).
//
// The two copies of an arm are exchangeable, so swapping them in any layout gives another run that could have been
// recorded: that, and drawing layouts anew, is how one recording gives many.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "harness/judge/compare.h"
#include "harness/judge/error_budget.h"
#include "harness/judge/judge.h"
#include "harness/judge/ratio.h"
#include "harness/judge/trust/false_alarms.h"
#include "harness/model/json/json.h"

namespace memlore::judge {
namespace {

Run noisy_run() {
  const std::string path = MEMLORE_TESTDATA "/noisy_run.json";
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto run = decode<Run>(text, path);
  validate(run, path);
  return run;
}

/// One value a layout of every cell's pair.
std::vector<std::vector<double>> recorded_values(const Run& run) {
  const Timings timings(run);
  std::vector<std::vector<double>> values;
  for (int cell = 0; cell < std::ssize(run.plan.cells); ++cell) {
    values.push_back(independent_values(paired_ratios(timings.of_cell(cell), 0, 1)));
  }
  return values;
}

TEST(ReplayedNoise, IsOfManyLayoutsWithRoundsThatWereDisturbed) {
  const auto run = noisy_run();
  int set_aside = 0;
  const Timings timings(run);
  for (int cell = 0; cell < std::ssize(run.plan.cells); ++cell) {
    const auto ratios = paired_ratios(timings.of_cell(cell), 0, 1);
    EXPECT_GE(layouts_of(ratios), 12) << cell;
    for (const auto& each : ratios) set_aside += each.set_aside;
  }
  EXPECT_GT(set_aside, 20) << "or the recording is not of a noisy run";
}

TEST(ReplayedNoise, RaisesNoAlarmInTheRecordingItself) {
  EXPECT_EQ(total_of(count_alarms(noisy_run())).families_alarmed, 0);
}

/// 1000 draws from each of six recordings of real noise; a coverage of 95 % shows with a standard error of 0.28 points,
/// and a draw with replacement has ties, which make the interval cover a little more.
TEST(ReplayedNoise, IsCoveredAsOftenAsTheIntervalSays) {
  constexpr int draws = 1000;
  constexpr double planted = 0.03;
  const auto run = noisy_run();
  const double error = nominal_error * price_of_stopping(run.plan.profile);
  std::mt19937_64 random{20261124};
  int covered = 0;
  int all = 0;
  for (const auto& recorded : recorded_values(run)) {
    std::uniform_int_distribution<std::size_t> which(0, recorded.size() - 1);
    for (int draw = 0; draw < draws; ++draw) {
      std::vector<double> values;
      for (std::size_t i = 0; i < recorded.size(); ++i) {
        const double value = recorded[which(random)];
        values.push_back(planted + (random() % 2 == 0 ? value : -value));
      }
      const auto ratio = ratio_intervals(values, error).ratio;
      covered += std::log(ratio.low) <= planted && planted <= std::log(ratio.high);
      ++all;
    }
  }
  const double share = covered / static_cast<double>(all);
  std::puts(fmt::format("replayed        a noisy run     coverage {:.1f} % of {}", 100 * share, all).c_str());
  EXPECT_GT(share, 0.94 - 0.0084);
  EXPECT_LT(share, 0.98);
}

}  // namespace
}  // namespace memlore::judge
