#include "harness/model/catalogue/hypothesis.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

Hypothesis hypothesis(Relation relation, double threshold) {
  return {"virtual", "direct", Metric::time_per_op, relation, threshold, "It costs more."};
}

TEST(Hypothesis, SaysArmsMetricRelationAndThreshold) {
  EXPECT_EQ(in_words(hypothesis(Relation::at_least, 1.1)), "virtual / direct, time per operation ≥ 1.1");
  EXPECT_EQ(in_words(hypothesis(Relation::at_most, 2)), "virtual / direct, time per operation ≤ 2");
  EXPECT_EQ(in_words(hypothesis(Relation::equivalent, 1.05)), "virtual / direct, time per operation ≈ within 1.05");
}

TEST(Hypothesis, NamesTheContenderAloneWhereThereIsNoBaseline) {
  EXPECT_EQ(in_words({"packed", "", Metric::size_bytes, Relation::at_most, 24, ""}), "packed, size of one object ≤ 24");
}

}  // namespace
}  // namespace memlore
