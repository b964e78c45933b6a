#include "harness/app/self_test/self_test_alarms.h"

#include <fmt/format.h>

#include "harness/judge/trust/alarm_rates.h"
#include "harness/judge/trust/false_alarms.h"
#include "harness/model/text/input_error.h"
#include "harness/run/plan/identical_arms.h"

namespace memlore::app {
namespace {

std::vector<Experiment> lore_of(const std::vector<Experiment>& experiments) {
  std::vector<Experiment> lore;
  for (const auto& each : experiments) {
    if (family_of(each) != self_test_family) lore.push_back(each);
  }
  return lore;
}

/// Throws MachineError where a session counted nothing: the next one would not either.
void check_counted(const judge::AlarmCount& session) {
  if (session.comparisons > 0) return;
  throw MachineError(session.without_interval > 0
                         ? "the self-test can tell nothing: in a whole session no pair of arms had a core to itself "
                           "in enough processes for an interval"
                         : "the self-test measured nothing: no cell has a timed arm");
}

}  // namespace

bool count_false_alarms(SelfTestSessions& sessions, const SelfTestSetup& setup, int comparisons,
                        std::optional<FalseAlarms>& found) {
  auto profile = setup.profile;
  profile.passes = {Pass::time};
  const auto lore = lore_of(setup.experiments);
  if (lore.empty()) throw InputError("--filter finds no arm to copy; --comparisons 0 leaves the copies out");
  judge::AlarmCounts counts;
  int counted = 0;
  for (int number = 0; counted < comparisons; ++number) {
    setup.tell_step(fmt::format("identical arms, {} of {} comparisons", counted, comparisons),
                    static_cast<double>(counted) / comparisons);
    auto plan = run::plan_identical_arms(lore, profile, setup.seed + static_cast<std::uint64_t>(number),
                                         {.sweep = setup.sweep});
    const auto run =
        sessions.measure({.experiments = lore, .plan = std::move(plan), .half_widths = judge::half_widths_of_pairs});
    if (!run) return false;
    expect_no_fault(*run);
    const auto session = judge::count_alarms(*run);
    check_counted(judge::total_of(session));
    for (const auto& [experiment, count] : session) counts[experiment] += count;
    found = judge::false_alarms_of(counts, number + 1);
    counted = found->comparisons.trials;
  }
  return true;
}

std::vector<Warning> doubts_about_experiments(const FalseAlarms& alarms) {
  std::vector<Warning> warnings;
  for (const auto& each : judge::beyond_chance(alarms)) {
    warnings.push_back(
        {"alarms_in_experiment",
         fmt::format("{}: {} of {} pairs of identical arms were taken for different (apart by {:.1f} %, 95th "
                     "percentile), more than chance explains: something that its arms share favours one of them, and "
                     "its verdicts here are in doubt",
                     each.experiment, each.comparisons.events, each.comparisons.trials,
                     100 * (each.high_ratio.value_or(1) - 1))});
  }
  return warnings;
}

}  // namespace memlore::app
