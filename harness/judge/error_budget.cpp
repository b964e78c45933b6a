#include "harness/judge/error_budget.h"

#include <algorithm>

#include "harness/stats/multiplicity.h"

namespace memlore::judge {

double price_of_stopping(const Profile& profile) {
  const bool adaptive = profile.half_width > 0 && profile.most_processes > profile.fewest_processes;
  return adaptive ? stopping_price : 1;
}

GrantedErrors grant_errors(std::span<const std::vector<double>> experiments, const Profile& profile) {
  const double price = price_of_stopping(profile);
  std::vector<double> p_values;
  for (const auto& errors : experiments) {
    if (!errors.empty()) p_values.push_back(std::min(1.0, stats::family_p_value(errors) / price));
  }
  const int estimated = static_cast<int>(p_values.size());
  const int selected = stats::benjamini_hochberg(p_values, nominal_error);
  // Where nothing is selected nothing passes; the level of one selected experiment is what the intervals are shown at.
  const double family_error = estimated == 0 ? nominal_error : nominal_error * std::max(selected, 1) / estimated;
  GrantedErrors granted{.budget = {.family_error = family_error,
                                   .interval_level = 1 - nominal_error * price,
                                   .experiments = estimated,
                                   .selected = selected},
                        .experiments = {}};
  for (const auto& errors : experiments)
    granted.experiments.push_back(stats::holm_errors(errors, family_error * price));
  return granted;
}

}  // namespace memlore::judge
