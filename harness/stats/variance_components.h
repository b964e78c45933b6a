#pragma once

// Where does the scatter of a ratio come from: the code layout, the process, or the moment?
//
// A one-way random-effects analysis of the processes' medians within layouts (method of moments; Searle, Casella and
// McCulloch 1992, chapter 3), below which the rounds' own scatter, taken from the median distance between rounds of
// one process, is subtracted. Estimates below zero become zero, as is usual. Medians farther than four robust
// standard deviations from the middle are drawn in to that distance, so that one disturbed process does not pass for a
// property of all.
//
// Limits: with one process a layout the two cannot be told apart, and the layout component is absent.

#include <optional>
#include <span>
#include <vector>

namespace memlore::stats {

/// The rounds of one process.
struct Replicate {
  int layout = 0;
  std::vector<double> rounds{};  ///< At least one; any unit, the same for all.
};

/// Standard deviations, in the unit of the rounds. What cannot be estimated is absent.
struct VarianceComponents {
  std::optional<double> layout{};   ///< Needs two layouts, one of them in two processes.
  std::optional<double> process{};  ///< Needs two processes; holds the layouts', too, where those are absent.
  std::optional<double> round{};    ///< Needs a process of two rounds.

  bool operator==(const VarianceComponents&) const = default;
};

VarianceComponents variance_components(std::span<const Replicate> replicates);

}  // namespace memlore::stats
