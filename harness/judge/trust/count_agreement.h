#pragma once

// Do the processor's counters and the simulation give the same answer?
//
// A simulation knows neither prefetchers nor speculation, a counter counts what they do, too; so neither their counts
// nor the ratios of these are comparable. What both must say alike is which arm has more: where they do not, the one of
// them that explains a time is not to be trusted, and the verdict says so.

#include <span>
#include <vector>

#include "harness/judge/observations.h"
#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Share by which two counts must differ to be more and less: what start-up and interrupts add to a counter is below.
inline constexpr double least_share = 0.05;

/// Events an operation by which two counts must differ to be more and less: ratios of next to nothing say nothing.
inline constexpr double least_events = 0.01;

/// How a count of the contender stands to that of the baseline.
Sign sign_of(double contender, double baseline);

/// What hardware and simulation say of a claim's arms in a cell, of each question that both answered:
/// instructions, cache misses against simulated last-level misses, mispredicted branches against simulated
/// mispredictions of both kinds. Nothing for a claim without a baseline.
std::vector<CountAgreement> count_agreements(const Observations& observations, const Cell& planned, int cell,
                                             const Claim& claim);

/// A warning for each question to which the two answer differently anywhere.
std::vector<Warning> warnings_about_counts(std::span<const CountAgreement> counts);

}  // namespace memlore::judge
