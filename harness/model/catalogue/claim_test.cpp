#include "harness/model/catalogue/claim.h"

#include <gtest/gtest.h>

namespace memlore {
namespace {

Claim claim(Relation relation, double threshold, std::string sentence = {}) {
  return {"B6", std::move(sentence), "virtual", "direct", Metric::time_per_op, relation, threshold, {}};
}

Claim count(Relation relation, double threshold, std::string sentence) {
  return {"A5", std::move(sentence), "boxed", "", Metric::allocations_per_op, relation, threshold, {}};
}

const std::vector<Factor> factors{{"elements", "elements", {{1, ""}, {8, ""}, {32, ""}}},
                                  {"order", "", {{0, "random"}, {1, "sorted"}}}};

Point at(std::int64_t elements, std::int64_t order) { return {{{"elements", elements, ""}, {"order", order, ""}}}; }

TEST(Claim, SaysArmsMetricRelationThresholdAndDomain) {
  EXPECT_EQ(in_words(claim(Relation::at_least, 1.1), {}), "virtual / direct: time per operation ≥ 1.1");
  EXPECT_EQ(in_words(claim(Relation::at_most, 2), {}), "virtual / direct: time per operation ≤ 2");
  EXPECT_EQ(in_words(claim(Relation::within, 1.05), {}), "virtual / direct: time per operation within 1.05");
  auto bounded = claim(Relation::at_least, 1.1);
  bounded.domain = {{"elements", {1, 8}}, {"order", {1}}};
  EXPECT_EQ(in_words(bounded, factors),
            "virtual / direct: time per operation ≥ 1.1, up to 8 elements, for order sorted");
}

TEST(Claim, NamesTheContenderAloneWhereThereIsNoBaseline) {
  EXPECT_EQ(in_words({"D1", "", "packed", "", Metric::size_bytes, Relation::at_most, 24, {}}, {}),
            "packed: size of one object ≤ 24");
}

TEST(Claim, SpeaksOfThePointsThatMeetAllConditionsOfItsDomain) {
  auto bounded = claim(Relation::at_least, 1.1);
  EXPECT_TRUE(in_domain(bounded, at(32, 0))) << "no condition: everywhere";
  bounded.domain = {{"elements", {1, 8}}, {"order", {1}}};
  EXPECT_TRUE(in_domain(bounded, at(8, 1)));
  EXPECT_FALSE(in_domain(bounded, at(8, 0)));
  EXPECT_FALSE(in_domain(bounded, at(32, 1)));
}

TEST(Claim, SaysItsThresholdInItsSentence) {
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::at_least, 1.2, "It takes at least 1.2 times as long.")));
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::at_most, 1, "It takes at most 1 times as long.")));
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::at_least, 2, "It takes at least twice as long.")));
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::at_most, 2, "It takes at most twice as long.")));
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::at_most, 1, "It takes at most as long.")));
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::at_least, 1, "It takes at least as long.")));
  EXPECT_TRUE(sentence_says_threshold(claim(Relation::within, 1.1, "They are within 1.1 times of one another.")));
  EXPECT_TRUE(sentence_says_threshold(count(Relation::at_least, 1, "It allocates on every put.")));
  EXPECT_TRUE(sentence_says_threshold(count(Relation::at_most, 0, "It allocates nothing.")));
  EXPECT_TRUE(sentence_says_threshold(count(Relation::at_most, 1, "It allocates at most once.")));
}

TEST(Claim, IsRefusedAnotherNumberOrRelationInItsSentence) {
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_least, 1.2, "It takes at least 1.25 times as long.")));
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_least, 1, "It takes at least 1.5 times as long.")));
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_least, 2, "It takes at least 20 times as long.")));
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_most, 1.2, "It takes at least 1.2 times as long.")));
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_most, 1.1, "It costs no more.")));
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_least, 1, "It takes longer every time.")))
      << "'every' says a count, not a ratio";
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_most, 1.1, "It takes at most as long.")));
  EXPECT_FALSE(sentence_says_threshold(claim(Relation::at_least, 2, "It takes at most twice as long.")));
  EXPECT_FALSE(sentence_says_threshold(count(Relation::at_most, 0, "It allocates on every put.")));
  EXPECT_FALSE(sentence_says_threshold(count(Relation::at_most, 3, "It allocates nothing.")));
}

TEST(Claim, SaysItsThresholdInDigits) {
  EXPECT_EQ(threshold_in_words(claim(Relation::at_least, 1.2)), "at least 1.2");
  EXPECT_EQ(threshold_in_words(claim(Relation::at_most, 2)), "at most 2");
  EXPECT_EQ(threshold_in_words(claim(Relation::within, 1.05)), "within 1.05");
  EXPECT_EQ(threshold_in_words(claim(Relation::at_least, 64 << 20)), "at least 67108864");
}

TEST(Claim, IsAboutTheSameWhateverItSaysOfIt) {
  auto other = claim(Relation::at_most, 3, "Other words.");
  EXPECT_TRUE(about_the_same(claim(Relation::at_least, 1.1), other));
  other.domain = {{"elements", {1}}};
  EXPECT_FALSE(about_the_same(claim(Relation::at_least, 1.1), other));
}

}  // namespace
}  // namespace memlore
