#include "harness/model/record/environment.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

const Environment environment{.machine = "made-up",
                              .facts = {{"cpu", "model", "Abacus 3", ""},
                                        {"kernel", "model", "other", ""},
                                        {"cpu", "governor", {}, "no cpufreq here"}},
                              .caches = {}};

TEST(ValueOf, FindsAFactByTopicAndName) {
  EXPECT_EQ(value_of(environment, "cpu", "model"), "Abacus 3");
  EXPECT_EQ(value_of(environment, "kernel", "model"), "other");
}

TEST(ValueOf, IsNothingForAFactThatIsAbsentOrUnknown) {
  EXPECT_EQ(value_of(environment, "cpu", "governor"), std::nullopt);
  EXPECT_EQ(value_of(environment, "kernel", "governor"), std::nullopt);
  EXPECT_EQ(value_of(Environment{}, "cpu", "model"), std::nullopt);
}

}  // namespace
}  // namespace memlore
