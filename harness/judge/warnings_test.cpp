#include "harness/judge/warnings.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace memlore::judge {
namespace {

std::vector<std::string> codes_of(const std::vector<Warning>& warnings) {
  std::vector<std::string> codes;
  for (const auto& warning : warnings) codes.push_back(warning.code);
  return codes;
}

Series of_blocks(std::size_t count) {
  Series result{.iterations = 1, .blocks = {}};
  result.blocks.resize(count);
  return result;
}

std::vector<std::string> codes_about(const Series& one, const Series& other) {
  const CellTimings cell{.process = 0, .layout = 0, .arms = {&one, &other}};
  return codes_of(warnings_about_blocks(std::vector{cell}, std::array{0, 1}));
}

TEST(WarningsAboutBlocks, AreNoneForAQuietMeasurement) { EXPECT_TRUE(codes_about(of_blocks(2), of_blocks(2)).empty()); }

TEST(WarningsAboutBlocks, SayWhenMoreThanAFifthWereDisturbed) {
  auto disturbed = of_blocks(5);
  disturbed.blocks[1].switches = 3;
  disturbed.blocks[2].faults = 1;
  EXPECT_TRUE(codes_about(disturbed, of_blocks(0)).empty()) << "a fifth is not more";
  disturbed.blocks[3].switches = 1;
  EXPECT_EQ(codes_about(disturbed, of_blocks(0)), std::vector<std::string>{"context_switches"});
  disturbed.blocks[0].faults = 1;
  EXPECT_EQ(codes_about(disturbed, of_blocks(0)), (std::vector<std::string>{"context_switches", "page_faults"}));
}

TEST(WarningsAboutBlocks, LookOnlyAtTheArmsOfTheComparison) {
  auto disturbed = of_blocks(1);
  disturbed.blocks[0].switches = 1;
  const auto quiet = of_blocks(1);
  const CellTimings cell{.process = 0, .layout = 0, .arms = {&quiet, &quiet, &disturbed}};
  EXPECT_TRUE(warnings_about_blocks(std::vector{cell}, std::array{0, 1}).empty());
}

/// A process a layout, each with one round of that log ratio.
std::vector<ProcessRatios> processes(const std::vector<double>& log_ratios) {
  std::vector<ProcessRatios> result;
  for (const double each : log_ratios) {
    const int index = static_cast<int>(result.size());
    result.push_back({.process = index, .layout = index, .rounds = {each}, .set_aside = 0});
  }
  return result;
}

std::vector<double> noise(std::size_t count, double deviation) {
  std::mt19937_64 random{4};
  std::normal_distribution<double> normal{0, deviation};
  std::vector<double> values(count);
  for (auto& value : values) value = normal(random);
  return values;
}

std::vector<std::string> codes_about(const std::vector<double>& log_ratios) {
  return codes_of(warnings_about_ratios(processes(log_ratios)));
}

std::vector<std::string> codes_where_slowed_processes_say(double log_ratio) {
  std::vector<ProcessRatios> all;
  for (int layout = 0; layout < fewest_layouts; ++layout) {
    for (const bool slowed : {false, false, true, true}) {
      all.push_back({.layout = layout, .rounds = {slowed ? log_ratio : 0}, .slowed = slowed});
    }
  }
  std::vector<std::string> codes;
  for (const auto& each : warnings_about_ratios(all)) codes.push_back(each.code);
  return codes;
}

TEST(WarningsAboutRatios, TellWhereSlowedProcessesSaySomethingElse) {
  EXPECT_EQ(codes_where_slowed_processes_say(0.02), std::vector<std::string>{"load_matters"});
  EXPECT_EQ(codes_where_slowed_processes_say(-0.02), std::vector<std::string>{"load_matters"});
  EXPECT_TRUE(codes_where_slowed_processes_say(0.004).empty());
}

std::vector<std::string> codes_where_rounds_on_a_shared_core_say(double log_ratio) {
  auto all = processes(noise(12, 0.002));
  for (auto& each : all) each.shared = {each.rounds[0] + log_ratio};
  return codes_of(warnings_about_ratios(all));
}

TEST(WarningsAboutRatios, TellWhereRoundsOnASharedCoreSaySomethingElse) {
  EXPECT_EQ(codes_where_rounds_on_a_shared_core_say(-0.2), std::vector<std::string>{"load_matters"});
  EXPECT_TRUE(codes_where_rounds_on_a_shared_core_say(0.001).empty());
}

TEST(WarningsAboutRatios, SayThatTheRatioIsOneOfASharedCore) {
  auto all = processes(noise(12, 0.002));
  for (auto& each : all) each.rounds.resize(4, each.rounds[0]);
  for (auto& each : all) each.on_shared_core = 3;
  const auto warnings = warnings_about_ratios(all);
  EXPECT_EQ(codes_of(warnings), std::vector<std::string>{"shared_core"});
  EXPECT_NE(warnings.at(0).message.find("in 75 % of the rounds"), std::string::npos) << warnings[0].message;
}

TEST(WarningsAboutRatios, DoNotTakeASharedCoreForAnArmThatWasKeptFromRunning) {
  auto all = processes(noise(12, 0.002));
  for (auto& each : all) {
    each.shared = {each.rounds[0]};
    each.set_aside = 1;
  }
  EXPECT_TRUE(codes_of(warnings_about_ratios(all)).empty());
}

TEST(WarningsAboutRatios, SayThatTheLayoutsThatCountAreFew) {
  auto all = processes(noise(16, 0.002));
  for (std::size_t i = 0; i < 9; ++i) all[i].slowed = true;
  EXPECT_EQ(codes_of(warnings_about_ratios(all)), std::vector<std::string>{"few_layouts"});
}

TEST(WarningsAboutRatios, SaysNothingOfASlowedProcessWhoseLayoutHasNoOther) {
  auto all = processes(noise(12, 0.002));
  all.back().slowed = true;
  EXPECT_TRUE(codes_of(warnings_about_ratios(all)).empty());
}

TEST(WarningsAboutRatios, AreNoneForExchangeableValues) { EXPECT_TRUE(codes_about(noise(24, 0.02)).empty()); }

TEST(WarningsAboutRatios, SayThatProcessesAreFew) {
  const auto warnings = warnings_about_ratios(processes({0, 0, 0, 0, 0}));
  EXPECT_EQ(codes_of(warnings), std::vector<std::string>{"few_processes"});
  EXPECT_NE(warnings[0].message.find("5 processes"), std::string::npos);
}

TEST(WarningsAboutRatios, SayThatFewProcessesCount) {
  auto all = processes(noise(12, 0.002));
  for (std::size_t i = 0; i < 8; ++i) all[i].slowed = true;
  const auto warnings = warnings_about_ratios(all);
  EXPECT_EQ(codes_of(warnings), std::vector<std::string>{"few_processes"});
  EXPECT_EQ(warnings.at(0).message, "4 processes that count; a 95 % interval needs 6");
}

TEST(WarningsAboutRatios, SayThatLayoutsAreFew) {
  auto same = processes(noise(12, 0.02));
  for (auto& each : same) each.layout = 0;
  const auto warnings = warnings_about_ratios(same);
  EXPECT_EQ(codes_of(warnings), std::vector<std::string>{"few_layouts"});
  EXPECT_NE(warnings[0].message.find("1 code layout;"), std::string::npos) << warnings[0].message;
}

TEST(WarningsAboutRatios, SayThatTheRatioDrifts) {
  auto values = noise(24, 0.002);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] += 0.002 * static_cast<double>(i);
  const auto codes = codes_about(values);
  EXPECT_EQ(codes.at(0), "drift");
}

TEST(WarningsAboutRatios, SayThatAProcessResemblesTheOneBefore) {
  std::vector<double> values;
  for (int i = 0; i < 30; ++i) values.push_back(0.05 * std::sin(i * 0.5));
  EXPECT_EQ(codes_about(values), std::vector<std::string>{"autocorrelated"});
}

TEST(WarningsAboutRatios, SayThatThereAreTwoModes) {
  auto values = noise(24, 0.002);
  for (const std::size_t i : {1U, 2U, 6U, 9U, 14U, 15U, 20U, 23U}) values[i] += 0.2;
  EXPECT_EQ(codes_about(values), std::vector<std::string>{"two_modes"});
}

TEST(WarningsAboutRatios, AreSilentAboutWhatMovesTheRatioByNextToNothing) {
  std::vector<double> values;
  for (int i = 0; i < 24; ++i) values.push_back(1e-5 * i);
  EXPECT_TRUE(codes_about(values).empty());
}

TEST(WarningsAboutRatios, SayThatManyRoundsDoNotCount) {
  auto ratios = processes(noise(12, 0.02));
  for (auto& each : ratios) each.rounds.resize(3, each.rounds[0]);
  for (auto& each : ratios) each.set_aside = 1;
  EXPECT_EQ(codes_of(warnings_about_ratios(ratios)), std::vector<std::string>{"rounds_set_aside"});
}

TEST(WarningsAboutPrecision, SayWhatWasAskedForAndWhatWasReached) {
  Profile profile;
  profile.half_width = 0.01;
  const auto warnings = warnings_about_precision(0.031, profile);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].message, "known to ±3.1 %, where the profile asks for ±1.0 %");
  EXPECT_TRUE(warnings_about_precision(0.01, profile).empty());
  EXPECT_TRUE(warnings_about_precision(std::numeric_limits<double>::infinity(), profile).empty())
      << "too few processes are said elsewhere";
  profile.half_width = 0;
  EXPECT_TRUE(warnings_about_precision(0.5, profile).empty()) << "nothing was asked for";
}

}  // namespace
}  // namespace memlore::judge
