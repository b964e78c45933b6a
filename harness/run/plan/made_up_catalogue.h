#pragma once

// For tests of plans: experiments with two arms, at three sizes in the quick profile.

#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/profile.h"

namespace memlore::run {

inline Claim claim_about(const std::string& contender, const std::string& baseline, Metric metric) {
  Claim claim;
  claim.contender = contender;
  claim.baseline = baseline;
  claim.metric = metric;
  return claim;
}

inline Experiment experiment(const std::string& id) {
  Experiment result;
  result.id = id;
  result.factors = {
      {"bytes", "bytes", {{1, "", Tier::smoke}, {2, "", Tier::quick}, {3, "", Tier::quick}, {4, "", Tier::full}}}};
  for (const auto* name : {"a", "b"}) {
    result.arms.push_back({.name = name, .description = {}, .has_kernel = true, .not_built = {}, .layouts = {}});
  }
  result.claims = {claim_about("a", "b", Metric::time_per_op)};
  result.passes = {Pass::time, Pass::allocate};
  return result;
}

inline std::vector<Experiment> many(int count) {
  std::vector<Experiment> result;
  for (int i = 0; i < count; ++i) result.push_back(experiment("family/" + std::to_string(i)));
  return result;
}

inline const Profile& profile(const char* name) { return *profile_named(name); }

}  // namespace memlore::run
