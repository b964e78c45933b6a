#include "harness/bench/time/own_core.h"

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
    return OwnCore({.full_width = full_width,
                    .width = [this] { return width(); },
                    .now = [this] { return now_; },
                    .elsewhere = elsewhere_});
  }

  std::function<void()> keep_ = [this] { ++kept_; };
  WarmArms arms_{.keep = [this] { keep_(); }, .again = [this] { ++warmed_again_; }};
  std::function<void()> elsewhere_;
  int kept_ = 0;
  int warmed_again_ = 0;
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
  EXPECT_EQ(own.wait(arms_), 4.0);
  EXPECT_EQ(read_, static_cast<std::size_t>(OwnCore::readings_in_a_row));
  EXPECT_EQ(kept_, OwnCore::readings_in_a_row - 1) << "before each reading but the first";
}

TEST_F(Waiting, LastsUntilTheNeighbourHasLeftForMoreThanAMoment) {
  readings_ = readings(5, 2);
  for (const double width : readings(OwnCore::readings_in_a_row - 1, 4)) readings_.push_back(width);
  readings_.push_back(2.5);
  const auto before = readings_.size();
  for (const double width : readings(100, 3.95)) readings_.push_back(width);
  auto own = core(4);
  own.allow(1s);
  EXPECT_EQ(own.wait(arms_), 3.95);
  EXPECT_EQ(read_, before + OwnCore::readings_in_a_row);
}

TEST_F(Waiting, EndsWithThePatienceWhichIsOfAllWaitsTogether) {
  readings_ = readings(100, 2);
  auto own = core(4);
  own.allow(5us);
  EXPECT_EQ(own.wait(arms_), 2);
  EXPECT_EQ(read_, 6U) << "the first reading is taken in any case";
  EXPECT_EQ(own.wait(arms_), 2);
  EXPECT_EQ(read_, 7U) << "none is left";
  own.allow(7us);
  EXPECT_EQ(own.wait(arms_), 2);
  EXPECT_EQ(read_, 10U);
}

TEST_F(Waiting, DoesNotBeginWithoutPatience) {
  readings_ = {2};
  EXPECT_EQ(core(4).wait(arms_), 2);
}

TEST_F(Waiting, IsNeverSoLongThatItWouldBeTakenForAHang) {
  readings_ = readings(100, 2);
  keep_ = [this] { now_ += 99'999us; };
  auto own = core(4);
  own.allow(1h);
  own.wait(arms_);
  EXPECT_EQ(read_, 6U);
  EXPECT_EQ(own.waited(), 500ms);
}

TEST_F(Waiting, TakesAccountOfWhatIsDoneMeanwhile) {
  readings_ = readings(100, 2);
  keep_ = [this] { now_ += 9us; };
  auto own = core(4);
  own.allow(40us);
  own.wait(arms_);
  EXPECT_EQ(read_, 5U) << "ten microseconds each after the first";
}

TEST_F(Waiting, DoesNotBeginWhereNothingCanBeRead) {
  readable_ = false;
  auto own = core(4);
  own.allow(1s);
  EXPECT_EQ(own.wait(arms_), std::nullopt);
  EXPECT_EQ(kept_, 0);
}

TEST_F(Waiting, DoesNotBeginWhereTheFullWidthIsNotKnown) {
  readings_ = {0.1};
  auto own = core(0);
  own.allow(1s);
  EXPECT_EQ(own.wait(arms_), 0.1);
}

/// Two cores; the process begins on the first one. What there is of each is told for each millisecond of the test.
class WaitingOnTwoCores : public Waiting {
 protected:
  using Shares = std::function<bool(int core, std::chrono::nanoseconds now)>;

  OwnCore core(const Shares& neighbour) {
    OwnCore own({.full_width = 4,
                 .width =
                     [this, neighbour] {
                       now_ += 100us;
                       return std::optional(neighbour(at_, now_) ? 2.0 : 4.0);
                     },
                 .now = [this] { return now_; },
                 .elsewhere = [this] { at_ = 1 - at_; }});
    own.allow(1s);
    return own;
  }

  int at_ = 0;
};

TEST_F(WaitingOnTwoCores, StaysWhereThereIsNoNeighbour) {
  core([](int, auto) { return false; }).wait(arms_);
  EXPECT_EQ(at_, 0);
  EXPECT_EQ(warmed_again_, 0);
}

TEST_F(WaitingOnTwoCores, LeavesANeighbourWhoStaysAndWarmsItsArmsOnTheOther) {
  core([](int at, auto) { return at == 0; }).wait(arms_);
  EXPECT_EQ(at_, 1);
  EXPECT_EQ(warmed_again_, 1);
  EXPECT_GE(now_, OwnCore::longest_stay);
  EXPECT_LT(now_, OwnCore::longest_stay + 5ms);
}

TEST_F(WaitingOnTwoCores, StaysForTheGapsOfANeighbour) {
  core([](int at, auto now) { return at == 1 || now % 15ms < 12ms; }).wait(arms_);
  EXPECT_EQ(at_, 0) << "the first gap came before it was time to go";
  EXPECT_EQ(warmed_again_, 0);
}

TEST_F(WaitingOnTwoCores, GoesBackWhereTheOtherIsNoBetter) {
  core([](int at, auto now) { return at == 1 || now < 35ms; }).wait(arms_);
  EXPECT_EQ(at_, 0);
  EXPECT_GE(now_, 2 * OwnCore::longest_stay);
}

TEST_F(WaitingOnTwoCores, DoesNotWarmAgainWhatItHasKeptWarmThereForLong) {
  const auto gap_at = OwnCore::longest_stay + OwnCore::warming_stay + 2ms;
  core([=](int, auto now) { return now < gap_at; }).wait(arms_);
  EXPECT_EQ(at_, 1);
  EXPECT_EQ(warmed_again_, 0);
}

TEST_F(WaitingOnTwoCores, AsksOnceMoreAfterItHasWarmedItsArms) {
  // The neighbour of the other core is away for a moment and comes back while the arms are warmed.
  arms_.again = [this] {
    ++warmed_again_;
    now_ += 3ms;
  };
  const auto gap = OwnCore::longest_stay + 2ms;
  core([=](int at, auto now) { return at == 0 ? now < 100ms : now < gap || now > gap + 1ms; }).wait(arms_);
  EXPECT_EQ(at_, 0);
  EXPECT_GE(now_, 100ms);
}

TEST_F(WaitingOnTwoCores, HasWarmArmsWhereverItsPatienceEnds) {
  auto own = core([](int, auto) { return true; });
  own.allow(OwnCore::longest_stay + 3ms);
  own.wait(arms_);
  EXPECT_EQ(at_, 1);
  EXPECT_EQ(warmed_again_, 1);
}

TEST(Patience, IsForEachCellItsShareOfTheLeast) {
  EXPECT_EQ(patience(1, 4, 1ms), least_patience / 4);
  EXPECT_EQ(patience(3, 4, 1ms), least_patience * 3 / 4);
  EXPECT_EQ(patience(4, 4, 1ms), least_patience);
  EXPECT_EQ(patience(1, 400, 1us), 500us) << "less than a millisecond each";
}

TEST(Patience, IsAsLongAsPreparingTookWhereThatIsLonger) {
  EXPECT_EQ(patience(1, 4, 60ms), 60ms);
  EXPECT_EQ(patience(4, 4, 1s), 1s);
}

}  // namespace
}  // namespace memlore::bench
