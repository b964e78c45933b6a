#include "harness/judge/warnings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "harness/model/text/printable.h"
#include "harness/stats/median.h"
#include "harness/stats/median_interval.h"
#include "harness/stats/order_in_time.h"
#include "harness/stats/two_modes.h"

namespace memlore::judge {
namespace {

constexpr int few_processes = 6;         ///< Below it a 95 % interval has no ends.
constexpr double disturbed_share = 0.2;  ///< Share of blocks or rounds above which a disturbance is worth a warning.
/// Each test of the order in time is held to this error: a hundred sound comparisons show about one false warning.
constexpr double surprising = 0.005;
/// Below this share of the ratio nobody needs to hear of a drift or of two modes.
constexpr double worth_mentioning = 0.005;

double per_cent(double share) { return 100 * share; }

std::string signed_decimal(double value) { return (value < 0 ? "" : "+") + decimal(value, 1); }

void warn_of_order(std::span<const double> values, std::vector<Warning>& warnings) {
  // The tests are on ranks and see the smallest regularity; one that moves the ratio by less than half a per cent is
  // left alone.
  if (stats::quantile(values, 0.75) - stats::quantile(values, 0.25) < worth_mentioning) return;
  if (const auto drift = stats::trend(values); drift.p_value < surprising) {
    warnings.push_back({"drift", fmt::format("the ratio {} from process to process (Kendall's tau {:.2f}, p {:.4f})",
                                             drift.statistic > 0 ? "rises" : "falls", drift.statistic, drift.p_value)});
  }
  if (const auto serial = stats::serial_correlation(values); serial.p_value < surprising) {
    warnings.push_back({"autocorrelated",
                        fmt::format("a process's ratio depends on that of the one before (rank correlation {:.2f}, p "
                                    "{:.4f}); the interval takes them as independent",
                                    serial.statistic, serial.p_value)});
  }
}

void warn_of_modes(std::span<const double> values, std::vector<Warning>& warnings) {
  const auto modes = stats::two_modes(values);
  if (!modes || modes->high - modes->low < worth_mentioning) return;
  warnings.push_back(
      {"two_modes", fmt::format("processes gather at two ratios, {:.3g} and {:.3g} ({:.0f} % of them)",
                                std::exp(modes->low), std::exp(modes->high), per_cent(modes->high_share))});
}

/// Whether what neighbours slowed says the same: how far each slowed process is from the others of its layout, and the
/// rounds of a process on a shared core from its other rounds.
void warn_of_load(std::span<const ProcessRatios> processes, std::vector<Warning>& warnings) {
  std::map<int, std::vector<double>> undisturbed;
  for (const auto& each : processes) {
    if (!each.slowed) undisturbed[each.layout].push_back(stats::median(each.rounds));
  }
  std::vector<double> shifts;
  for (const auto& each : processes) {
    const auto others = undisturbed.find(each.layout);
    if (each.slowed && others != undisturbed.end()) {
      shifts.push_back(stats::median(each.rounds) - stats::median(others->second));
    } else if (!each.shared.empty()) {
      shifts.push_back(stats::median(each.shared) - stats::median(each.rounds));
    }
  }
  if (shifts.empty()) return;
  const auto shift = stats::median_interval(shifts, 1 - surprising);
  if (shift.low < worth_mentioning && shift.high > -worth_mentioning) return;
  warnings.push_back(
      {"load_matters", fmt::format("in {} processes the ratio is {} % off where neighbours slowed both arms or "
                                   "shared their core; what those say does not count",
                                   shifts.size(), signed_decimal(per_cent(std::expm1(stats::median(shifts)))))});
}

/// Whether the ratio is one of shared cores because hardly any other was to be had.
void warn_of_shared_core(std::span<const ProcessRatios> processes, std::vector<Warning>& warnings) {
  double rounds = 0;
  double shared = 0;
  for (const auto& each : processes) {
    if (each.slowed) continue;
    rounds += static_cast<double>(each.rounds.size());
    shared += each.on_shared_core;
  }
  if (shared <= disturbed_share * rounds) return;
  warnings.push_back({"shared_core", fmt::format("in {:.0f} % of the rounds a neighbour shared the core, and hardly "
                                                 "ever did none: the ratio is one of a shared core",
                                                 per_cent(shared / rounds))});
}

}  // namespace

std::vector<Warning> warnings_about_blocks(std::span<const CellTimings> cell, std::span<const int> arms) {
  double blocks = 0;
  double switched = 0;
  double faulted = 0;
  for (const auto& timings : cell) {
    for (const int arm : arms) {
      const auto* series = timings.arms[static_cast<std::size_t>(arm)];
      if (series == nullptr) continue;
      for (const auto& block : series->blocks) {
        ++blocks;
        switched += block.switches > 0;
        faulted += block.faults > 0;
      }
    }
  }
  std::vector<Warning> warnings;
  auto warn = [&](double count, const char* code, const char* what) {
    if (blocks > 0 && count / blocks > disturbed_share) {
      warnings.push_back({code, fmt::format("{:.0f} % of the blocks had {}", per_cent(count / blocks), what)});
    }
  };
  warn(switched, "context_switches", "a context switch");
  warn(faulted, "page_faults", "a page fault");
  return warnings;
}

std::vector<Warning> warnings_about_ratios(std::span<const ProcessRatios> processes) {
  std::vector<Warning> warnings;
  const auto n = std::ranges::count(processes, false, &ProcessRatios::slowed);
  if (n < few_processes) {
    const auto slowed = std::ssize(processes) - n;
    warnings.push_back({"few_processes", fmt::format("{} processes{}; a 95 % interval needs {}", n,
                                                     slowed > 0 ? " that count" : "", few_processes)});
  }
  if (const int layouts = layouts_of(without_slowed(processes)); layouts < fewest_layouts && n >= few_processes) {
    warnings.push_back(
        {"few_layouts", fmt::format("measured in {} code layout{}; what another layout would do is not in "
                                    "the interval",
                                    layouts, layouts == 1 ? "" : "s")});
  }
  std::vector<double> values;
  double rounds = 0;
  double set_aside = 0;
  for (const auto& each : processes) {
    if (!each.slowed) values.push_back(stats::median(each.rounds));
    rounds += static_cast<double>(each.rounds.size()) + each.set_aside;
    set_aside += static_cast<double>(each.set_aside) - static_cast<double>(each.shared.size());
  }
  if (values.empty()) return warnings;
  if (set_aside > disturbed_share * rounds) {
    warnings.push_back({"rounds_set_aside", fmt::format("in {:.0f} % of the rounds an arm was kept from running; they "
                                                        "do not count",
                                                        per_cent(set_aside / rounds))});
  }
  warn_of_order(values, warnings);
  warn_of_modes(values, warnings);
  warn_of_load(processes, warnings);
  warn_of_shared_core(processes, warnings);
  return warnings;
}

std::vector<Warning> warnings_about_precision(double half_width, const Profile& profile) {
  if (profile.half_width == 0 || half_width <= profile.half_width) return {};
  if (!std::isfinite(half_width)) return {};
  return {{"wide", fmt::format("known to ±{} %, where the profile asks for ±{} %", decimal(per_cent(half_width), 1),
                               decimal(per_cent(profile.half_width), 1))}};
}

}  // namespace memlore::judge
