#include "harness/judge/noise_floor.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace memlore::judge {
namespace {

/// A run of cells with an arm and its control; the control takes `ratio` times as long.
class Controls {
 public:
  void add(const std::string& experiment, double ratio) {
    const int cell = static_cast<int>(run_.plan.cells.size());
    run_.plan.cells.push_back({.experiment = experiment,
                               .point = {},
                               .arms = {{.name = "other"}, {.name = "arm"}, {.name = "arm", .copy = 1}}});
    const std::vector<double> times{5e6, 1e6, 1e6 * ratio};
    for (int arm = 0; arm < 3; ++arm) {
      const auto elapsed_ns = std::llround(times[static_cast<std::size_t>(arm)]);
      run_.series.push_back({cell, arm, 0, 1, {Block{.elapsed_ns = elapsed_ns}}});
    }
  }

  NoiseFloor floor(std::string_view experiment = {}) const { return noise_floor(run_, Timings(run_), experiment); }

 private:
  Run run_;
};

TEST(NoiseFloor, OfARunWithoutControlsIsNone) {
  EXPECT_EQ(Controls{}.floor(), (NoiseFloor{.ratio = 1, .median_ratio = 1, .inflation = 0, .controls = 0}));
}

TEST(NoiseFloor, ComparesAnArmWithItsOwnCopyOnly) {
  Controls controls;
  controls.add("a/b", 1.02);
  const auto floor = controls.floor();
  EXPECT_EQ(floor.controls, 1);
  EXPECT_NEAR(floor.ratio, 1.02, 1e-6);
  EXPECT_NEAR(floor.median_ratio, 1.02, 1e-6);
}

TEST(NoiseFloor, IsADistanceWhicheverCopyIsFaster) {
  Controls controls;
  controls.add("a/b", 1 / 1.02);
  EXPECT_NEAR(controls.floor().ratio, 1.02, 1e-6);
}

TEST(NoiseFloor, IsTheNinetyFifthPercentileOfAllControls) {
  Controls controls;
  for (int percent = 0; percent <= 20; ++percent) controls.add("a/b", std::exp(percent / 100.0));
  const auto floor = controls.floor();
  EXPECT_EQ(floor.controls, 21);
  EXPECT_NEAR(std::log(floor.ratio), 0.19, 1e-6) << "the 20th of 21";
  EXPECT_NEAR(std::log(floor.median_ratio), 0.10, 1e-6);
}

TEST(NoiseFloor, CanBeThatOfOneExperiment) {
  Controls controls;
  controls.add("quiet/one", 1.01);
  controls.add("noisy/one", 1.3);
  EXPECT_NEAR(controls.floor("quiet/one").ratio, 1.01, 1e-6);
  EXPECT_EQ(controls.floor("quiet/one").controls, 1);
  EXPECT_EQ(controls.floor("no/controls").controls, 0);
}

/// Ten processes whose control is slower by `percent` on average, and by up to one per cent more or less.
Run run_of_ten(double percent) {
  Run run;
  run.plan.cells.push_back({.experiment = "a/b", .point = {}, .arms = {{.name = "arm"}, {.name = "arm", .copy = 1}}});
  for (int i = 0; i < 10; ++i) {
    run.plan.processes.push_back({.index = i, .layout = i});
    const double log_ratio = (percent + (i - 4.5) / 4.5) / 100;
    run.series.push_back({0, 0, i, 1, {Block{.elapsed_ns = 1'000'000'000}}});
    run.series.push_back({0, 1, i, 1, {Block{.elapsed_ns = std::llround(1e9 * std::exp(log_ratio))}}});
  }
  return run;
}

TEST(NoiseFloor, ComparesAControlWithItsOwnInterval) {
  const auto quiet = run_of_ten(0.2);
  EXPECT_LT(noise_floor(quiet, Timings(quiet)).inflation, 1);
  const auto off = run_of_ten(3);
  EXPECT_GT(noise_floor(off, Timings(off)).inflation, 3) << "3 % off, known to less than 1 %";
}

TEST(NoiseFloor, IsNotLoweredByControlsWithoutAnInterval) {
  auto run = run_of_ten(3);
  const auto alone = noise_floor(run, Timings(run)).inflation;
  for (int cell = 1; cell <= 40; ++cell) {  // Of one process each: no interval that could fail.
    run.plan.cells.push_back(run.plan.cells.front());
    for (const int arm : {0, 1}) run.series.push_back({cell, arm, 0, 1, {Block{.elapsed_ns = 1'000'000'000}}});
  }
  const auto floor = noise_floor(run, Timings(run));
  EXPECT_EQ(floor.controls, 41);
  EXPECT_EQ(floor.inflation, alone);
}

TEST(FloorFor, WidensAComparisonAsItsOwnControlsWouldHaveToBe) {
  const NoiseFloor of_run{.ratio = 1.30, .median_ratio = 1.002, .inflation = 5, .controls = 40};
  const NoiseFloor own{.ratio = 1.05, .median_ratio = 1.01, .inflation = 1.5, .controls = 3};
  EXPECT_DOUBLE_EQ(noise_floor_of(0.02, own, of_run), std::exp(0.03));
}

TEST(FloorFor, IsNeverUnderTheMedianControlOfTheRun) {
  const NoiseFloor of_run{.ratio = 1.30, .median_ratio = 1.02, .inflation = 1, .controls = 40};
  EXPECT_EQ(noise_floor_of(0.001, {.ratio = 1, .median_ratio = 1, .inflation = 0.5, .controls = 3}, of_run), 1.02);
  EXPECT_EQ(noise_floor_of(0.5, {}, of_run), 1.02) << "an experiment without controls";
}

TEST(FloorFor, LeavesAnIntervalWithoutEndsAlone) {
  const NoiseFloor floor{.ratio = 1.30, .median_ratio = 1.02, .inflation = 1, .controls = 40};
  EXPECT_EQ(noise_floor_of(std::numeric_limits<double>::infinity(), floor, floor), 1.02);
}

}  // namespace
}  // namespace memlore::judge
