#include "harness/bench/own_core.h"

#include <gtest/gtest.h>

#include <vector>

namespace memlore::bench {
namespace {

using namespace std::chrono_literals;

/// A core of width 4 whose readings are given and take a microsecond each.
class Waiting : public testing::Test {
 protected:
  std::optional<double> width() {
    now_ += 1us;
    return readable_ ? std::optional(readings_.at(read_++)) : std::nullopt;
  }
  OwnCore core(double full_width) {
    return {full_width, [this] { return width(); }, [this] { return now_; }};
  }

  std::function<void()> meanwhile_ = [this] { ++warmed_; };
  int warmed_ = 0;
  std::vector<double> readings_;
  bool readable_ = true;
  std::size_t read_ = 0;
  std::chrono::nanoseconds now_{0};
};

/// So many readings of one width.
std::vector<double> readings(int count, double width) { return std::vector(static_cast<std::size_t>(count), width); }

TEST_F(Waiting, IsOverAfterSomeReadingsInARowOnACoreOfOnesOwn) {
  readings_ = readings(100, 4);
  auto own = core(4);
  own.allow(1s);
  EXPECT_EQ(own.wait(meanwhile_), 4.0);
  EXPECT_EQ(read_, static_cast<std::size_t>(OwnCore::readings_in_a_row));
  EXPECT_EQ(warmed_, OwnCore::readings_in_a_row - 1) << "before each reading but the first";
}

TEST_F(Waiting, LastsUntilTheNeighbourHasLeftForMoreThanAMoment) {
  readings_ = readings(5, 2);
  for (const double width : readings(OwnCore::readings_in_a_row - 1, 4)) readings_.push_back(width);
  readings_.push_back(2.5);
  const auto before = readings_.size();
  for (const double width : readings(100, 3.95)) readings_.push_back(width);
  auto own = core(4);
  own.allow(1s);
  EXPECT_EQ(own.wait(meanwhile_), 3.95);
  EXPECT_EQ(read_, before + OwnCore::readings_in_a_row);
}

TEST_F(Waiting, EndsWithThePatienceWhichIsOfAllWaitsTogether) {
  readings_ = readings(100, 2);
  auto own = core(4);
  own.allow(5us);
  EXPECT_EQ(own.wait(meanwhile_), 2);
  EXPECT_EQ(read_, 6U) << "the first reading is taken in any case";
  EXPECT_EQ(own.wait(meanwhile_), 2);
  EXPECT_EQ(read_, 7U) << "none is left";
  own.allow(2us);
  EXPECT_EQ(own.wait(meanwhile_), 2);
  EXPECT_EQ(read_, 10U);
}

TEST_F(Waiting, DoesNotBeginWithoutPatience) {
  readings_ = {2};
  EXPECT_EQ(core(4).wait(meanwhile_), 2);
}

TEST_F(Waiting, IsNeverSoLongThatItWouldBeTakenForAHang) {
  readings_ = readings(100, 2);
  meanwhile_ = [this] { now_ += 99'999us; };
  auto own = core(4);
  own.allow(1h);
  own.wait(meanwhile_);
  EXPECT_EQ(read_, 6U);
}

TEST_F(Waiting, TakesAccountOfWhatIsDoneMeanwhile) {
  readings_ = readings(100, 2);
  meanwhile_ = [this] { now_ += 9us; };
  auto own = core(4);
  own.allow(40us);
  own.wait(meanwhile_);
  EXPECT_EQ(read_, 5U) << "ten microseconds each after the first";
}

TEST_F(Waiting, DoesNotBeginWhereNothingCanBeRead) {
  readable_ = false;
  auto own = core(4);
  own.allow(1s);
  EXPECT_EQ(own.wait(meanwhile_), std::nullopt);
  EXPECT_EQ(warmed_, 0);
}

TEST_F(Waiting, DoesNotBeginWhereTheFullWidthIsNotKnown) {
  readings_ = {0.1};
  auto own = core(0);
  own.allow(1s);
  EXPECT_EQ(own.wait(meanwhile_), 0.1);
}

}  // namespace
}  // namespace memlore::bench
