#pragma once

// Experiments with two arms at three sizes in the quick profile, for tests of what a sweep makes of a catalogue.

#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/profile.h"

namespace memlore::run {

inline Experiment experiment(const std::string& id) {
  Experiment result;
  result.id = id;
  result.factors = {
      {"bytes", "bytes", {{1, "", Tier::smoke}, {2, "", Tier::quick}, {3, "", Tier::quick}, {4, "", Tier::full}}}};
  result.arms = {{.name = "a", .description = {}, .has_kernel = true, .not_built = {}, .layouts = {}},
                 {.name = "b", .description = {}, .has_kernel = true, .not_built = {}, .layouts = {}}};
  result.hypotheses = {{"a", "b", Metric::time_per_op, Relation::at_least, 1.1, ""}};
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
