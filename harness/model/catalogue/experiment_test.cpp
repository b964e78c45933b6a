#include "harness/model/catalogue/experiment.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

std::string family_of_id(const std::string& id) {
  Experiment experiment;
  experiment.id = id;
  return family_of(experiment);
}

TEST(FamilyOf, IsWhatStandsBeforeTheFirstSlash) {
  EXPECT_EQ(family_of_id("dispatch/virtual-vs-direct"), "dispatch");
  EXPECT_EQ(family_of_id("layout/hot/cold"), "layout");
}

TEST(FamilyOf, IsTheWholeIdWithoutASlash) { EXPECT_EQ(family_of_id("dispatch"), "dispatch"); }

}  // namespace
}  // namespace memlore
