#pragma once

// Many questions asked of one run: how much error may each of them spend?
//
// Inside a family (the timed comparisons of one claim) Holm's step-down procedure (1979) holds the chance of any wrong
// decision to the family's error, whatever the dependence between its members, and gives more than Bonferroni's even
// share as soon as the clear cases are out of the way. Across families the procedure of Benjamini and Hochberg (1995)
// holds the expected share of wrong ones among the families where anything is decided; families are then tested at the
// share of the error that their selection leaves (Benjamini and Bogomolov 2014).

#include <span>
#include <vector>

namespace memlore::stats {

/// The error that Holm grants each member of a family, in the order given. `errors` are the members' p values in [0,
/// 1]: the smallest error at which each would be decided. A member is decided if its own is at most what it is granted.
std::vector<double> holm_errors(std::span<const double> errors, double family_error);

/// The family's own p value: the smallest family error at which any member is decided; 1 for an empty family.
double family_p_value(std::span<const double> errors);

/// How many of the families with these p values the step-up procedure of Benjamini and Hochberg selects.
int benjamini_hochberg(std::span<const double> p_values, double false_discovery_rate);

}  // namespace memlore::stats
