#include "harness/run/plan/sweep.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>

#include "harness/run/plan/controls.h"
#include "harness/run/plan/random.h"

namespace memlore::run {
namespace {

/// One cell in four carries an A/A control: enough to know the noise floor, for a tenth of the time. The cells are
/// drawn, so that controls do not keep step with the levels of a factor. They are drawn from a seed of their own, so
/// that a cell has the same arms in every run: one more arm moves the others (a growing vector's ratio by 2 %).
constexpr std::uint64_t cells_per_control = 4;
constexpr std::uint64_t seed_of_controls = 1;

/// Bounds of what a process draws: a page of stack, four of environment (both matter: Mytkowicz et al. 2009).
constexpr std::uint64_t stack_steps = 256;
constexpr std::uint64_t stack_step_bytes = 16;
constexpr std::uint64_t environment_bytes = 16384;

constexpr bool is_of_footprint_pass(Metric metric) {
  return metric == Metric::peak_resident_bytes || metric == Metric::first_touch_faults;
}

/// Number of processes in which the footprint of an arm is observed: several where a claim compares it, so that the
/// figure has an interval.
int footprints_of(const Experiment& experiment, const Point& point, const std::string& arm, const Profile& profile) {
  const bool compared = std::ranges::any_of(experiment.claims, [&](const Claim& claim) {
    return is_of_footprint_pass(claim.metric) && (claim.contender == arm || claim.baseline == arm) &&
           in_domain(claim, point);
  });
  return compared ? profile.footprints : 1;
}

Cell cell_at(const Experiment& experiment, const Point& point, const Profile& profile) {
  Cell cell{.experiment = experiment.id, .point = point};
  for (const auto& arm : experiment.arms) {
    if (!arm.has_kernel) continue;
    cell.arms.push_back({.name = arm.name, .footprints = footprints_of(experiment, point, arm.name, profile)});
  }
  return cell;
}

void add_cells(const Experiment& experiment, const Profile& profile, const SweepOptions& options, Plan& plan) {
  for (const auto& arm : experiment.arms) {
    if (!arm.not_built.empty()) {
      plan.left_out.push_back({.experiment = experiment.id, .arm = arm.name, .reason = arm.not_built});
    }
  }
  if (experiment.passes.empty()) return;
  bool first = true;
  Random controls(seed_of_controls);
  for (const auto& point : points_of(experiment.factors, profile.tier)) {
    if (const auto threads = point.value_or("threads", 1); threads > options.cpus) {
      plan.left_out.push_back({.experiment = experiment.id,
                               .point = point.key(),
                               .reason = fmt::format("needs {} CPUs, {} may be used here", threads, options.cpus)});
      continue;
    }
    auto cell = cell_at(experiment, point, profile);
    if (cell.arms.empty()) continue;
    const bool drawn = controls.below(cells_per_control) == 0;
    if (asks_for(experiment, Pass::time) && (first || drawn)) add_control(experiment, cell);
    first = false;
    plan.cells.push_back(std::move(cell));
  }
}

/// Hands out layouts in a random order.
class Deck {
 public:
  Deck(int layouts, Random& random) : unseen_(layouts) {
    std::iota(unseen_.begin(), unseen_.end(), 0);
    random.shuffle(unseen_);
  }

  /// A layout that was not handed out yet; `again` once there is none.
  int fresh() {
    if (unseen_.empty()) return again();
    const int layout = unseen_.back();
    unseen_.pop_back();
    seen_.push_back({.layout = layout, .times = 1});
    return layout;
  }

  /// Of the layouts handed out least often, the one whose last turn is longest ago.
  int again() {
    const auto least = std::ranges::min_element(seen_, {}, &Seen::times);  // Of equals the first.
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
  std::vector<Seen> seen_;  ///< In the order of their last turns.
};

/// A second process of a layout separates the layout's effect from the process's; another layout says more of the
/// ratio. So three quarters of the processes that every cell gets, and of those between two looks at the precision, are
/// in new layouts while there are any. The others take turns with them in the second half: late enough that, with
/// enough layouts, no layout's processes are neighbours in time, and early enough for most runs that end at their time
/// cap.
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
  drawn.resize(profile.most_processes);
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
  Plan plan{.seed = seed, .profile = profile};
  for (const auto& experiment : experiments) add_cells(experiment, profile, options, plan);
  plan.processes = draw_processes(profile, options.layouts, random);
  return plan;
}

std::set<int> cells_of_pass(const Plan& plan, const std::vector<Experiment>& experiments, Pass pass) {
  std::set<int> cells;
  for (int cell = 0; cell < std::ssize(plan.cells); ++cell) {
    const auto experiment = std::ranges::find(experiments, plan.cells[cell].experiment, &Experiment::id);
    if (experiment != experiments.end() && asks_for(*experiment, pass)) cells.insert(cell);
  }
  return cells;
}

}  // namespace memlore::run
