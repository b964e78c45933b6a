#include "harness/judge/ratio.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "harness/model/record/core_width.h"
#include "harness/stats/median.h"
#include "harness/stats/median_interval.h"

namespace memlore::judge {
namespace {

constexpr double disturbed_share = 0.02;  ///< Of a block's time, kept from running.

const Series* series_of(const CellTimings& timings, int arm) { return timings.arms[static_cast<std::size_t>(arm)]; }

double time_of(const Block& block, const Series& series) {
  return static_cast<double>(block.elapsed_ns) / static_cast<double>(series.iterations);
}

bool disturbed(const Block& block) {
  const auto lost = block.waited_ns.value_or(0) + block.stolen_ns.value_or(0);
  return static_cast<double>(lost) > disturbed_share * static_cast<double>(block.elapsed_ns);
}

/// Or the rule would not treat the arms alike.
bool both_read(const Block& block, const Block& partner) { return block.width_after && partner.width_after; }

/// A round of two arms.
struct Pair {
  double contender = 0;  ///< Time of an iteration, in ns.
  double baseline = 0;
  bool disturbed = false;
  bool shared = false;  ///< Its core, with a neighbour.
};

std::vector<Pair> pairs_of(const Series& above, const Series& below, double core_width) {
  std::vector<const Block*> partners;
  for (const auto& block : below.blocks) {
    const auto round = static_cast<std::size_t>(block.round);
    if (partners.size() <= round) partners.resize(round + 1);
    partners[round] = &block;
  }
  std::vector<Pair> pairs;
  for (const auto& block : above.blocks) {
    const auto round = static_cast<std::size_t>(block.round);
    if (round >= partners.size() || partners[round] == nullptr) continue;
    const auto& partner = *partners[round];
    pairs.push_back(
        {.contender = time_of(block, above),
         .baseline = time_of(partner, below),
         .disturbed = disturbed(block) || disturbed(partner),
         .shared = both_read(block, partner) && !(on_own_core(block, core_width) && on_own_core(partner, core_width))});
  }
  return pairs;
}

/// Without the disturbed ones, unless most are.
std::vector<Pair> without_disturbed(std::vector<Pair> pairs) {
  if (2 * std::ranges::count_if(pairs, &Pair::disturbed) <= std::ssize(pairs)) std::erase_if(pairs, &Pair::disturbed);
  return pairs;
}

/// The rounds of two arms in one process.
struct Process {
  const CellTimings* timings = nullptr;
  std::vector<Pair> pairs;
  int disturbed = 0;  ///< Rounds that are not among these.

  [[nodiscard]] bool on_own_core() const { return !std::ranges::all_of(pairs, &Pair::shared); }
};

ProcessRatios ratios_of(const Process& process, bool own_core_only) {
  ProcessRatios ratios{.process = process.timings->process, .layout = process.timings->layout, .rounds = {}};
  ratios.set_aside = process.disturbed;
  ratios.slowed = own_core_only && !process.on_own_core();
  std::vector<double> contender;
  std::vector<double> baseline;
  for (const auto& pair : process.pairs) {
    const double ratio = std::log(pair.contender / pair.baseline);
    if (own_core_only && !ratios.slowed && pair.shared) {
      ratios.shared.push_back(ratio);
      ++ratios.set_aside;
      continue;
    }
    ratios.on_shared_core += pair.shared ? 1 : 0;
    ratios.rounds.push_back(ratio);
    contender.push_back(pair.contender);
    baseline.push_back(pair.baseline);
  }
  ratios.contender_ns = stats::median(contender);
  ratios.baseline_ns = stats::median(baseline);
  return ratios;
}

/// Processes of each layout that were not slowed, in the order in which these were first seen.
template <class Process>
std::vector<std::vector<Process*>> by_layout(std::span<Process> processes) {
  std::vector<std::vector<Process*>> groups;
  for (auto& each : processes) {
    if (each.slowed) continue;
    const auto group =
        std::ranges::find_if(groups, [&](const auto& known) { return known.front()->layout == each.layout; });
    if (group == groups.end()) {
      groups.push_back({&each});
    } else {
      group->push_back(&each);
    }
  }
  return groups;
}

void mark_slowed(std::vector<ProcessRatios>& processes) {
  for (const auto& group : by_layout(std::span(processes))) {
    if (std::ssize(group) < fewest_to_call_one_slowed) continue;
    std::vector<double> contender;
    std::vector<double> baseline;
    for (const auto* each : group) {
      contender.push_back(each->contender_ns);
      baseline.push_back(each->baseline_ns);
    }
    const double contender_half = stats::median(contender);
    const double baseline_half = stats::median(baseline);
    for (auto* each : group) {
      each->slowed = each->contender_ns > contender_half && each->baseline_ns > baseline_half;
    }
  }
}

}  // namespace

std::vector<ProcessRatios> paired_ratios(std::span<const CellTimings> cell, int contender, int baseline) {
  std::vector<Process> processes;
  for (const auto& timings : cell) {
    const auto* above = series_of(timings, contender);
    const auto* below = series_of(timings, baseline);
    if (above == nullptr || below == nullptr) continue;
    auto pairs = pairs_of(*above, *below, timings.core.full);
    if (pairs.empty()) continue;
    const auto all = std::ssize(pairs);
    pairs = without_disturbed(std::move(pairs));
    const auto disturbed = static_cast<int>(all - std::ssize(pairs));
    processes.push_back({.timings = &timings, .pairs = std::move(pairs), .disturbed = disturbed});
  }
  const bool own_core_only = std::ranges::any_of(
      processes, [](const Process& each) { return !each.timings->core.seldom() && each.on_own_core(); });
  std::vector<ProcessRatios> result;
  for (const auto& process : processes) result.push_back(ratios_of(process, own_core_only));
  if (layouts_of(without_slowed(result)) >= fewest_layouts) mark_slowed(result);
  return result;
}

int layouts_of(std::span<const ProcessRatios> processes) {
  std::set<int> layouts;
  for (const auto& each : processes) layouts.insert(each.layout);
  return static_cast<int>(layouts.size());
}

std::vector<ProcessRatios> without_slowed(std::span<const ProcessRatios> processes) {
  std::vector<ProcessRatios> result;
  std::ranges::copy_if(processes, std::back_inserter(result), std::logical_not{}, &ProcessRatios::slowed);
  return result;
}

std::vector<double> independent_values(std::span<const ProcessRatios> processes) {
  const auto counted = without_slowed(processes);
  std::vector<double> values;
  if (layouts_of(counted) < fewest_layouts) {
    for (const auto& each : counted) values.push_back(stats::median(each.rounds));
    return values;
  }
  for (const auto& group : by_layout(std::span(counted))) {
    std::vector<double> medians;
    for (const auto* each : group) medians.push_back(stats::median(each->rounds));
    values.push_back(stats::median(medians));
  }
  return values;
}

std::vector<double> times_per_operation(std::span<const CellTimings> cell, int arm, std::int64_t operations) {
  std::vector<double> all;
  std::vector<double> own_core;
  for (const auto& timings : cell) {
    const auto* series = series_of(timings, arm);
    if (series == nullptr) continue;
    std::vector<double> blocks;
    std::vector<double> own_core_blocks;
    for (const auto& block : series->blocks) {
      blocks.push_back(time_of(block, *series) / static_cast<double>(operations));
      if (!timings.core.seldom() && on_own_core(block, timings.core.full)) own_core_blocks.push_back(blocks.back());
    }
    all.push_back(stats::median(blocks));
    if (!own_core_blocks.empty()) own_core.push_back(stats::median(own_core_blocks));
  }
  return own_core.empty() ? all : own_core;
}

std::optional<Estimate> estimate_median(std::span<const double> values, double level) {
  if (values.empty()) return std::nullopt;
  const auto interval = stats::median_interval(values, level);
  return Estimate{.value = stats::median(values),
                  .low = interval.low,
                  .high = interval.high,
                  .level = level,
                  .n = static_cast<int>(values.size()),
                  .warnings = {}};
}

}  // namespace memlore::judge
