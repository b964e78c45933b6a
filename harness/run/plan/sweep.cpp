#include "harness/run/plan/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "harness/run/plan/controls.h"
#include "harness/run/plan/random.h"

namespace memlore::run {
namespace {

/// One cell in so many carries an A/A control: enough to know the noise floor, for a tenth of the time. Which ones is
/// drawn, so that controls do not keep step with the levels of a factor, but from a seed of its own: one more arm in a
/// cell moves the others (a growing vector's ratio by 2 %), so that a cell has the same arms in every run.
constexpr std::uint64_t cells_per_control = 4;
constexpr std::uint64_t seed_of_controls = 1;

/// Bounds of what a process draws: a page of stack, four of environment (Mytkowicz et al. 2009 saw both matter).
constexpr std::uint64_t stack_steps = 256;
constexpr std::uint64_t stack_step_bytes = 16;
constexpr std::uint64_t environment_bytes = 16384;

Cell cell_at(const Experiment& experiment, const Point& point) {
  Cell cell{.experiment = experiment.id, .point = point, .arms = {}, .setup_ns = 0, .block_ns = 0};
  for (const auto& arm : experiment.arms) {
    if (arm.has_kernel) cell.arms.push_back({.name = arm.name});
  }
  return cell;
}

bool is_timed(const Experiment& experiment) {
  return std::ranges::find(experiment.passes, Pass::time) != experiment.passes.end();
}

void add_cells(const Experiment& experiment, const Profile& profile, const SweepOptions& options, Plan& plan) {
  for (const auto& arm : experiment.arms) {
    if (!arm.not_built.empty()) {
      plan.left_out.push_back(
          {.experiment = experiment.id, .point = {}, .arm = arm.name, .pass = {}, .reason = arm.not_built});
    }
  }
  if (experiment.passes.empty()) return;
  bool first = true;
  Random controls(seed_of_controls);
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
    const bool drawn = controls.below(cells_per_control) == 0;
    if (is_timed(experiment) && (first || drawn)) add_control(experiment, cell);
    first = false;
    plan.cells.push_back(std::move(cell));
  }
}

/// Hands out layouts, in an order that is drawn.
class Deck {
 public:
  Deck(int layouts, Random& random) : unseen_(static_cast<std::size_t>(layouts)) {
    std::iota(unseen_.begin(), unseen_.end(), 0);
    random.shuffle(unseen_);
  }

  /// One that has not come up yet; `again` once all have.
  int fresh() {
    if (unseen_.empty()) return again();
    const int layout = unseen_.back();
    unseen_.pop_back();
    seen_.push_back({.layout = layout, .times = 1});
    return layout;
  }

  /// Of the layouts that came up least often, the one not seen for longest.
  int again() {
    const auto least = std::ranges::min_element(seen_, {}, &Seen::times);  // Of equals the first: seen longest ago.
    Seen next = *least;
    seen_.erase(least);
    ++next.times;
    seen_.push_back(next);
    return next.layout;
  }

 private:
  struct Seen {
    int layout = 0;
    int times = 0;
  };

  std::vector<int> unseen_;
  std::vector<Seen> seen_;  ///< In the order in which they came up last.
};

/// A layout's second process tells its effect from a process's; another layout says more of the ratio. So of what every
/// cell gets, and then of the few for each look at the precision, three quarters are new layouts while there are any.
/// The others take turns with them in the second half: late enough that, given enough layouts, no layout's processes
/// are neighbours in time, and early enough for most runs that their time cap ends.
std::vector<int> draw_layouts(const Profile& profile, int layouts, Random& random) {
  std::vector<int> drawn;
  Deck deck(layouts, random);
  int group = profile.fewest_processes;
  while (static_cast<int>(drawn.size()) < profile.most_processes) {
    for (int i = 0; i < group; ++i) {
      const int of_second_half = i - group / 2;
      drawn.push_back(of_second_half > 0 && of_second_half % 2 == 1 ? deck.again() : deck.fresh());
    }
    group = processes_per_look;
  }
  drawn.resize(static_cast<std::size_t>(profile.most_processes));
  return drawn;
}

std::vector<ProcessPlan> draw_processes(const Profile& profile, int layouts, Random& random) {
  std::vector<ProcessPlan> processes;
  for (const int layout : draw_layouts(profile, layouts, random)) {
    processes.push_back({.index = static_cast<int>(processes.size()),
                         .layout = layout,
                         .environment_bytes = static_cast<int>(random.below(environment_bytes)),
                         .stack_offset_bytes = static_cast<int>(random.below(stack_steps) * stack_step_bytes),
                         .seed = random.next()});
  }
  return processes;
}

}  // namespace

Plan plan_sweep(const std::vector<Experiment>& experiments, const Profile& profile, std::uint64_t seed,
                const SweepOptions& options) {
  Random random(seed);
  Plan plan{.seed = seed, .profile = profile, .timekeeping = {}, .cells = {}, .processes = {}, .left_out = {}};
  for (const auto& experiment : experiments) add_cells(experiment, profile, options, plan);
  plan.processes = draw_processes(profile, options.layouts, random);
  return plan;
}

}  // namespace memlore::run
