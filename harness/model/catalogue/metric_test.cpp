#include "harness/model/catalogue/metric.h"

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
  EXPECT_EQ(index, static_cast<int>(Metric::event_per_op) + 1) << "every metric has traits";
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

TEST(Metric, IsExactUnlessTheKernelOrAClockSaysIt) {
  const std::set<Metric> sampled{Metric::time_per_op,
                                 Metric::cycles_per_op,
                                 Metric::cache_misses_per_op,
                                 Metric::branch_misses_per_op,
                                 Metric::page_faults_per_op,
                                 Metric::context_switches,
                                 Metric::migrations,
                                 Metric::task_clock_per_op,
                                 Metric::peak_resident_bytes,
                                 Metric::first_touch_faults,
                                 Metric::l1_data_loads_per_op,
                                 Metric::l1_data_load_misses_per_op,
                                 Metric::last_level_load_misses_per_op,
                                 Metric::data_tlb_load_misses_per_op,
                                 Metric::event_per_op};
  for (const auto& traits : all_metrics()) EXPECT_EQ(traits.exact, !sampled.contains(traits.metric)) << traits.name;
}

}  // namespace
}  // namespace memlore
