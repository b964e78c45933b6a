#pragma once

// How the error that a run may make is shared out among its estimates, and what adaptive stopping costs of it.
//
//   across experiments    Benjamini and Hochberg select the experiments in which something can be decided, at a
//                         false-discovery rate of 5 %; each is then tested at the share of 5 % that the selection
//                         leaves (Benjamini and Bogomolov 2014)
//   inside an experiment  Holm shares that out over the comparisons of all its claims, so that the chance of any wrong
//                         decision in the experiment stays below it
//
// A run that stops where the interval is narrow stops more often where it came out narrow by chance, and then covers
// the truth less often than its level says: by one to two points, in the simulations of coverage_test.cpp. The price is
// paid beforehand: an adaptive run takes every interval at `stopping_price` times the error it is sold with.

#include <span>
#include <vector>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/profile.h"

namespace memlore::judge {

/// Family-wise error inside an experiment and false-discovery rate across experiments.
inline constexpr double nominal_error = 0.05;

/// Share of the nominal error at which intervals of an adaptive run are taken: 96.5 % intervals are sold as 95 %.
inline constexpr double stopping_price = 0.7;

/// What stopping costs in this profile: `stopping_price`, or 1 where every comparison gets the same number.
double price_of_stopping(const Profile& profile);

/// What each comparison may err.
struct GrantedErrors {
  ErrorBudget budget;
  std::vector<std::vector<double>> experiments;  ///< In the order given: by experiment, then by comparison.
};

/// Shares out the error. `experiments` holds, for each experiment, the smallest error at which each of its estimates
/// would be decided, by intervals of that very error; an experiment without estimates has an empty list.
GrantedErrors grant_errors(std::span<const std::vector<double>> experiments, const Profile& profile);

}  // namespace memlore::judge
