#include "harness/run/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "harness/model/input_error.h"
#include "harness/run/random.h"

namespace memlore::run {
namespace {

/// One cell in so many carries an A/A control: enough to know the noise floor, for a tenth of the time.
constexpr std::uint64_t cells_per_control = 4;

/// Bounds of what an invocation draws: a page of stack, four of environment (Mytkowicz et al. 2009 saw both matter).
constexpr std::uint64_t stack_steps = 256;
constexpr std::uint64_t stack_step_bytes = 16;
constexpr std::uint64_t environment_bytes = 16384;

Cell cell_at(const Experiment& experiment, const Point& point) {
  Cell cell{.experiment = experiment.id, .point = point, .arms = {}};
  for (const auto& arm : experiment.arms) {
    if (arm.has_kernel) cell.arms.push_back({.name = arm.name});
  }
  return cell;
}

bool is_timed(const Experiment& experiment) {
  return std::ranges::find(experiment.passes, Pass::time) != experiment.passes.end();
}

/// The arm whose copy serves as control: the first baseline that is built, which the claim's comparisons rest on.
std::string controlled_arm(const Experiment& experiment, const Cell& cell) {
  for (const auto& hypothesis : experiment.hypotheses) {
    if (std::ranges::find(cell.arms, hypothesis.baseline, &PlannedArm::name) != cell.arms.end())
      return hypothesis.baseline;
  }
  return cell.arms.front().name;
}

void add_control(const Experiment& experiment, Cell& cell) {
  cell.arms.push_back({.name = controlled_arm(experiment, cell), .copy = 1});
}

void add_cells(const Experiment& experiment, const Profile& profile, const SweepOptions& options, Random& random,
               Plan& plan) {
  for (const auto& arm : experiment.arms) {
    if (!arm.not_built.empty()) {
      plan.left_out.push_back(
          {.experiment = experiment.id, .point = {}, .arm = arm.name, .pass = {}, .reason = arm.not_built});
    }
  }
  if (experiment.passes.empty()) return;
  bool first = true;
  for (const auto& point : points_of(experiment.factors, profile.tier)) {
    if (const auto threads = point.value_or("threads", 1); threads > options.cpus) {
      plan.left_out.push_back({.experiment = experiment.id,
                               .point = point.key(),
                               .arm = {},
                               .pass = {},
                               .reason = fmt::format("needs {} CPUs, {} may be used here", threads, options.cpus)});
      continue;
    }
    auto cell = cell_at(experiment, point);
    if (cell.arms.empty()) continue;
    const bool drawn = random.below(cells_per_control) == 0;
    if (is_timed(experiment) && (first || drawn)) add_control(experiment, cell);
    first = false;
    plan.cells.push_back(std::move(cell));
  }
}

/// Every layout comes up equally often before any comes up again; which one is first is drawn.
std::vector<InvocationPlan> draw_invocations(int count, int layouts, Random& random) {
  std::vector<InvocationPlan> invocations;
  std::vector<int> deck;
  for (int index = 0; index < count; ++index) {
    if (deck.empty()) {
      for (int layout = 0; layout < layouts; ++layout) deck.push_back(layout);
      random.shuffle(deck);
    }
    invocations.push_back({.index = index,
                           .layout = deck.back(),
                           .environment_bytes = static_cast<int>(random.below(environment_bytes)),
                           .stack_offset_bytes = static_cast<int>(random.below(stack_steps) * stack_step_bytes),
                           .seed = random.next()});
    deck.pop_back();
  }
  return invocations;
}

}  // namespace

std::vector<Experiment> filtered(const std::vector<Experiment>& experiments, const std::string& filter) {
  std::vector<Experiment> result;
  try {
    const std::regex pattern(filter, std::regex::ECMAScript);
    std::ranges::copy_if(experiments, std::back_inserter(result),
                         [&](const Experiment& each) { return std::regex_search(each.id, pattern); });
  } catch (const std::regex_error& error) {
    throw InputError(fmt::format("--filter '{}' is not a regular expression: {}", filter, error.what()));
  }
  return result;
}

Plan plan_sweep(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                const SweepOptions& options) {
  Random random(seed);
  Plan plan{.seed = seed, .profile = profile, .cells = {}, .invocations = {}, .left_out = {}};
  if (options.invocations > 0) plan.profile.invocations = options.invocations;
  for (const auto& experiment : experiments) add_cells(experiment, profile, options, random, plan);
  plan.invocations = draw_invocations(plan.profile.invocations, options.layouts, random);
  return plan;
}

}  // namespace memlore::run
