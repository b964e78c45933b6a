#pragma once

// The fields of what is concluded from records.

#include "harness/model/conclusions/agreement.h"
#include "harness/model/conclusions/counters.h"
#include "harness/model/conclusions/examination.h"
#include "harness/model/conclusions/judgement.h"
#include "harness/model/conclusions/self_test.h"
#include "harness/model/vocabulary/fields.h"
#include "harness/model/vocabulary/record.h"

namespace memlore {

/// Nouns of which a record holds the key of their point, too.
template <class Noun>
inline constexpr bool has_key = false;
template <>
inline constexpr bool has_key<Comparison> = true;
template <>
inline constexpr bool has_key<PointAgreement> = true;

MEMLORE_FIELDS(Warning, code, message)
MEMLORE_FIELDS(Reason, code, message)
MEMLORE_FIELDS(Verdict, word, reason, warnings)

// A ratio of something over nothing is infinite.
MEMLORE_FORM(Estimate, value, or_infinity)
MEMLORE_FORM(Estimate, low, or_minus_infinity)
MEMLORE_FORM(Estimate, high, or_infinity)
MEMLORE_FIELDS(Estimate, value, low, high, level, n, warnings)

MEMLORE_FIELDS(Spread, layout, process, round, dominant, layouts)
MEMLORE_FIELDS(RoundCount, measured, set_aside)
MEMLORE_FORM(Comparison, low_95, or_minus_infinity)
MEMLORE_FORM(Comparison, high_95, or_infinity)
MEMLORE_FIELDS(Comparison, point, estimate, low_95, high_95, contender, baseline, noise_floor, error, spread, rounds,
               decision, stance, reason, slowed)

MEMLORE_FORM(Region, low, or_infinity)
MEMLORE_FORM(Region, high, or_infinity)
MEMLORE_FIELDS(Region, where, words, holds, decided, explained, low, high)
MEMLORE_FIELDS(Turn, factor, below, above, open, crossing)
MEMLORE_FIELDS(Rule, regions, turns, decided, explained, exceptions)
MEMLORE_FIELDS(CountedPair, contender, baseline, sign)
MEMLORE_FIELDS(CountAgreement, point, metric, hardware, simulated, simulator, agree)
MEMLORE_FIELDS(ClaimJudgement, claim, test, verdict, rule, comparisons, counts)
MEMLORE_FIELDS(Summary, point, arm, metric, estimate, source, unavailable, counter, resolution)
MEMLORE_FIELDS(ExperimentJudgement, experiment, claims, summaries, left_out, faults)
MEMLORE_FIELDS(NoiseFloor, ratio, median_ratio, inflation, controls)
MEMLORE_FIELDS(ErrorBudget, family_error, interval_level, experiments, selected)
MEMLORE_FIELDS(Judgement, identity, environment, profile, processes, seed, complete, noise_floor, errors, counters,
               warnings, findings, experiments)

MEMLORE_FORM(PointFinding, value, or_infinity)
MEMLORE_FORM(PointFinding, low_95, or_minus_infinity)
MEMLORE_FORM(PointFinding, high_95, or_infinity)
MEMLORE_FIELDS(PointFinding, n, value, low_95, high_95, stance)
MEMLORE_FIELDS(PointAgreement, point, first, second, contradiction)
MEMLORE_FIELDS(ClaimAgreement, experiment, claim, test, word, first, second, points, points_only_in_first,
               points_only_in_second)
MEMLORE_FIELDS(AgreementCount, decided, equal, contradictions, equal_share)
MEMLORE_FIELDS(ComparedRun, identity, machine, profile, complete)
MEMLORE_FIELDS(Agreement, first, second, verdicts, comparisons, warnings, claims)

MEMLORE_FIELDS(PassStatus, pass, source, unavailable)
MEMLORE_FIELDS(Counters, created, machine, cpu, events, passes, self_tested, answers)
MEMLORE_FIELDS(Examination, machine, conclusion, findings)

MEMLORE_FIELDS(Rate, events, trials, share, upper_bound)
MEMLORE_FIELDS(ExperimentAlarms, experiment, comparisons, families, high_ratio)
MEMLORE_FIELDS(FalseAlarms, comparisons, without_interval, families, median_ratio, high_ratio, processes, sessions,
               experiments)
MEMLORE_FIELDS(PowerPoint, kernel, slowdown, instructions, found, estimate, seconds)
MEMLORE_FIELDS(SelfTest, identity, environment, profile, seed, false_alarms, power, warnings)

}  // namespace memlore
