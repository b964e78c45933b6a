#include "harness/model/metric.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace memlore {
namespace {

TEST(Metric, HasItsTraitsInTheOrderOfTheEnumeration) {
  int index = 0;
  for (const auto& traits : all_metrics()) {
    EXPECT_EQ(static_cast<int>(traits.metric), index++) << traits.name;
    EXPECT_EQ(&traits_of(traits.metric), &traits);
  }
  EXPECT_EQ(index, static_cast<int>(Metric::size_bytes) + 1) << "every metric has traits";
}

TEST(Metric, IsFoundByItsNameAndByNoOther) {
  for (const auto& traits : all_metrics()) EXPECT_EQ(metric_named(traits.name), traits.metric) << traits.name;
  for (const auto* name : {"", "time", "time_per_op ", "Time_per_op"})
    EXPECT_EQ(metric_named(name), std::nullopt) << name;
}

TEST(Metric, IsSaidToPeopleByATitleOfItsOwnAndAUnit) {
  std::set<std::string_view> titles;
  for (const auto& traits : all_metrics()) {
    EXPECT_TRUE(titles.insert(traits.title).second) << traits.title;
    EXPECT_FALSE(traits.unit.empty()) << traits.name;
  }
}

TEST(Metric, IsExactOnlyWhereNothingIsSampled) {
  for (const auto exact : {Metric::allocations_per_op, Metric::instructions_per_op,
                           Metric::indirect_mispredictions_per_op, Metric::size_bytes}) {
    EXPECT_TRUE(traits_of(exact).exact) << traits_of(exact).name;
  }
  for (const auto sampled : {Metric::time_per_op, Metric::cycles_per_op, Metric::page_faults_per_op, Metric::migrations,
                             Metric::peak_resident_bytes}) {
    EXPECT_FALSE(traits_of(sampled).exact) << traits_of(sampled).name;
  }
}

}  // namespace
}  // namespace memlore
