#include "harness/app/self_test/self_test_power.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/judge/judge.h"
#include "harness/judge/questions.h"
#include "harness/judge/trust/alarm_rates.h"
#include "harness/model/text/input_error.h"
#include "harness/run/plan/selection.h"
#include "harness/stats/median.h"

namespace memlore::app {
namespace {

using namespace std::chrono_literals;

/// The simulated count may differ from the planted instructions by this share: 1 % may show as 0.9 to 1.1 %.
constexpr double planted_tolerance = 0.1;
constexpr double precision_of_slowdown = 1.0 / 3;
constexpr int most_processes = 1000;

std::string id_of(const std::string& kernel) { return fmt::format("{}/{}", self_test_family, kernel); }

SessionPlan session_of(const SelfTestSetup& setup, const Planted& planted, Profile profile, std::uint64_t seed) {
  const auto experiment = *std::ranges::find(setup.experiments, id_of(planted.kernel), &Experiment::id);
  profile.tier = Tier::full;
  auto plan = run::plan_sweep({experiment}, profile, seed, setup.sweep);
  run::keep_points(plan, fmt::format(":{}$", planted.per_mille));
  // A control is drawn for some cells only, and this plan has one cell.
  for (auto& cell : plan.cells) {
    if (cell.arms.back().copy == 0) cell.arms.push_back({.name = "plain", .copy = 1});
  }
  return {.experiments = {experiment}, .plan = std::move(plan), .half_widths = judge::half_widths};
}

std::optional<double> instructions_of(const Run& run, const std::string& name) {
  const auto& arms = run.plan.cells.at(0).arms;
  for (const auto& each : run.observations) {
    const auto& arm = arms.at(static_cast<std::size_t>(each.arm));
    if (each.metric == Metric::instructions_per_op && arm.name == name && arm.copy == 0) return each.value;
  }
  return std::nullopt;
}

/// The share of instructions that the slowed arm takes more, simulated; nothing without a simulator, or when
/// interrupted.
std::optional<double> planted_instructions(SelfTestSessions& sessions, const SelfTestSetup& setup,
                                           const Planted& planted) {
  auto profile = setup.profile;
  profile.passes = {Pass::simulate};
  profile.simulate_budget = 1s;
  const auto run = sessions.measure(session_of(setup, planted, profile, setup.seed));
  if (!run) return std::nullopt;
  expect_no_fault(*run);
  const auto slowed = instructions_of(*run, "slowed");
  const auto plain = instructions_of(*run, "plain");
  if (!slowed || !plain || *plain == 0) return std::nullopt;
  const double more = *slowed / *plain - 1;
  const double planned = planted.per_mille / 1000.0;
  if (std::abs(more - planned) > planted_tolerance * planned + 1e-4) {
    throw MachineError(
        fmt::format("self-test/{}: {:.1f} % more work was planted, the simulated pass counts {:.2f} % "
                    "more instructions",
                    planted.kernel, 100 * planned, 100 * more));
  }
  return more;
}

}  // namespace

std::vector<Planted> usual_slowdowns(const std::vector<Experiment>& experiments) {
  std::vector<Planted> slowdowns;
  for (const int per_mille : {0, 5, 10, 20, 30})
    slowdowns.push_back({.kernel = "cache-resident", .per_mille = per_mille, .time_cap = 10s});
  slowdowns.push_back({.kernel = "memory-bound", .per_mille = 30, .time_cap = 60s});
  std::erase_if(slowdowns, [&](const Planted& each) {
    return std::ranges::find(experiments, id_of(each.kernel), &Experiment::id) == experiments.end();
  });
  return slowdowns;
}

bool measure_power(SelfTestSessions& sessions, const SelfTestSetup& setup, const Planted& planted, int runs,
                   std::optional<PowerPoint>& found) {
  PowerPoint point{.kernel = planted.kernel,
                   .slowdown = planted.per_mille / 1000.0,
                   .instructions = planted_instructions(sessions, setup, planted),
                   .found = {}};
  auto profile = setup.profile;
  profile.passes = {Pass::time};
  profile.time_cap = planted.time_cap;
  profile.most_processes = most_processes;
  // Where no slowdown is planted, the precision is that of the smallest one.
  profile.half_width = precision_of_slowdown * std::max(point.slowdown, 0.005);
  int slower = 0;
  std::vector<double> estimates;
  std::vector<double> seconds;
  for (int i = 0; i < runs; ++i) {
    setup.tell_step(
        fmt::format("{} with {:.1f} % planted, run {} of {}", planted.kernel, 100 * point.slowdown, i + 1, runs),
        static_cast<double>(i) / runs);
    const auto run =
        sessions.measure(session_of(setup, planted, profile, setup.seed + 1000U + static_cast<std::uint64_t>(i)));
    if (!run) return false;
    expect_no_fault(*run);
    const auto judgement = judge::judge(*run);
    const auto& comparison = judgement.experiments.at(0).claims.at(0).comparisons.at(0);
    slower += comparison.stance == Stance::supports;
    estimates.push_back(comparison.estimate.value - 1);
    seconds.push_back(static_cast<double>(run->parent.at(0).wall_ns) / 1e9);
    point.found = judge::rate_of(slower, i + 1);
    point.estimate = stats::median(estimates);
    point.seconds = stats::median(seconds);
    found = point;
  }
  return true;
}

}  // namespace memlore::app
