#include "harness/run/plan/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace memlore::run {
namespace {

Plan plan(int cells, int arms, int rounds) {
  Plan result;
  result.profile.rounds = rounds;
  for (int i = 0; i < cells; ++i) {
    Cell cell{.experiment = "family/" + std::to_string(i)};
    for (int arm = 0; arm < arms; ++arm)
      cell.arms.push_back({.name = std::string(1, static_cast<char>('a' + arm)), .copy = 0, .iterations = 10});
    result.cells.push_back(cell);
  }
  return result;
}

ProcessPlan seeded(std::uint64_t seed) {
  ProcessPlan process;
  process.seed = seed;
  return process;
}

std::vector<int> indices(const std::vector<JobCell>& cells) {
  std::vector<int> result;
  for (const auto& cell : cells) result.push_back(cell.index);
  return result;
}

/// How often each arm stands in each position, and right after each other arm of its round.
struct Balance {
  std::map<std::pair<int, std::size_t>, int> positions;
  std::map<std::pair<int, int>, int> followers;

  void add(const std::vector<int>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      ++positions[{row[i], i}];
      if (i > 0) ++followers[{row[i - 1], row[i]}];
    }
  }
};

void expect_balanced(const Balance& balance, int arms, int rows) {
  const auto of_each = static_cast<std::size_t>(arms);
  EXPECT_EQ(balance.positions.size(), of_each * of_each);
  EXPECT_EQ(balance.followers.size(), of_each * (of_each - 1)) << "every arm follows every other, and none itself";
  for (const auto& [where, count] : balance.positions)
    EXPECT_EQ(count, rows / arms) << where.first << " at " << where.second;
  for (const auto& [pair, count] : balance.followers)
    EXPECT_EQ(count, rows / arms) << pair.second << " after " << pair.first;
}

class Design : public testing::TestWithParam<int> {};

TEST_P(Design, PutsEveryArmInEveryPositionAndAfterEveryOtherEquallyOften) {
  const int arms = GetParam();
  const auto design = williams_design(arms);
  const int rows = arms % 2 == 0 ? arms : 2 * arms;
  ASSERT_EQ(design.size(), static_cast<std::size_t>(rows));
  Balance balance;
  for (const auto& row : design) balance.add(row);
  expect_balanced(balance, arms, rows);
}

TEST_P(Design, IsKeptByTheScheduleOfAsManyRounds) {
  const int arms = GetParam();
  const int rows = arms % 2 == 0 ? arms : 2 * arms;
  const auto cells = schedule(plan(1, arms, 3 * rows), seeded(42));
  ASSERT_EQ(cells.size(), 1U);
  Balance balance;
  std::vector<int> row;
  for (const auto& block : cells[0].blocks) {
    row.push_back(block.arm);
    if (std::ssize(row) < arms) continue;
    balance.add(row);
    row.clear();
  }
  expect_balanced(balance, arms, 3 * rows);
}

INSTANTIATE_TEST_SUITE_P(OfTwoToNineArms, Design, testing::Range(2, 10));

TEST(WilliamsDesign, OfOneArmIsThatArm) { EXPECT_EQ(williams_design(1), (std::vector<std::vector<int>>{{0}})); }

TEST(Schedule, HasEveryArmOnceInEveryRoundAndRoundsInOrder) {
  for (const auto& cell : schedule(plan(5, 3, 4), seeded(1))) {
    ASSERT_EQ(cell.blocks.size(), 12U);
    for (int round = 0; round < 4; ++round) {
      std::set<int> arms;
      for (int place = 0; place < 3; ++place) {
        const auto& block = cell.blocks[3 * round + place];
        EXPECT_EQ(block.round, round);
        arms.insert(block.arm);
      }
      EXPECT_EQ(arms.size(), 3U);
    }
  }
}

TEST(Schedule, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto whole = plan(30, 3, 4);
  EXPECT_EQ(schedule(whole, seeded(9)), schedule(whole, seeded(9)));
  EXPECT_NE(indices(schedule(whole, seeded(9))), indices(schedule(whole, seeded(10))));
}

// A cell with fewer rounds than the design has rows is balanced over processes: in one round each of 3 arms comes
// first in a third of 3000, 1000, with a standard deviation of sqrt(3000 * 1/3 * 2/3) = 26; five of them either way.
TEST(Schedule, LetsNoArmComeFirstMoreOftenOverManyProcesses) {
  std::map<int, int> first;
  for (std::uint64_t seed = 0; seed < 3000; ++seed)
    ++first[schedule(plan(1, 3, 1), seeded(seed * 7919))[0].blocks[0].arm];
  for (int arm = 0; arm < 3; ++arm) EXPECT_NEAR(first[arm], 1000, 130) << arm;
}

TEST(Schedule, TakesCellsInRandomOrderButThoseWithThreadsLast) {
  auto whole = plan(40, 2, 2);
  for (const int index : {3, 17, 20}) whole.cells[index].point.coordinates = {{"threads", 2, ""}};
  whole.cells[5].point.coordinates = {{"threads", 1, ""}};
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    auto order = indices(schedule(whole, seeded(seed)));
    ASSERT_EQ(order.size(), 40U);
    std::vector<int> last(order.end() - 3, order.end());
    std::ranges::sort(last);
    EXPECT_EQ(last, (std::vector{3, 17, 20}));
    EXPECT_FALSE(std::ranges::is_sorted(order));
    std::ranges::sort(order);
    for (int i = 0; i < 40; ++i) EXPECT_EQ(order[i], i);
  }
}

TEST(Schedule, HasNoBlockOfAnArmThatWasNotCalibrated) {
  auto whole = plan(2, 3, 2);
  whole.cells[0].arms[1].iterations = 0;
  for (auto& arm : whole.cells[1].arms) arm.iterations = 0;
  const auto cells = schedule(whole, seeded(1));
  ASSERT_EQ(cells.size(), 1U) << "a cell without any calibrated arm is not timed";
  EXPECT_EQ(cells[0].blocks.size(), 4U);
  for (const auto& block : cells[0].blocks) EXPECT_NE(block.arm, 1);
  EXPECT_EQ(cells[0].cell, whole.cells[0]);
}

}  // namespace
}  // namespace memlore::run
