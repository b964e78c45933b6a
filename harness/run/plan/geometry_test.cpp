#include "harness/run/plan/geometry.h"

#include <gtest/gtest.h>

#include <bit>

namespace memlore::run {
namespace {

Cache cache(int level, std::int64_t size, int ways, int line = 64) {
  return {.level = level, .size_bytes = size, .ways = ways, .line_bytes = line, .shared_by = 1};
}

Geometry geometry(Cache first, Cache last) { return geometry_of(std::vector{first, last}).value(); }

TEST(Geometry, IsTheMachinesOwnWhereItCanBeSimulated) {
  const auto found =
      geometry_of(std::vector{cache(1, 49152, 12), cache(2, 2 << 20, 16), cache(3, 32 << 20, 16)}).value();
  EXPECT_EQ(found.first_data, cache(1, 49152, 12));
  EXPECT_EQ(found.last_level, cache(3, 32 << 20, 16));
}

TEST(Geometry, TakesTheLastLevelThereIs) {
  EXPECT_EQ(geometry(cache(1, 32768, 8), cache(2, 1 << 20, 16)).last_level, cache(2, 1 << 20, 16));
}

TEST(Geometry, AlwaysHasAPowerOfTwoAsTheNumberOfSetsAndKeepsTheSizeWithinOneWay) {
  for (const int ways : {0, 1, 11, 12, 16, 20}) {
    for (const std::int64_t kibibytes : {24, 33, 1280, 8448, 24576, 36608, 107520}) {
      for (const int line : {0, 8, 48, 64, 128}) {
        const auto wished = cache(3, kibibytes << 10, ways, line);
        const auto last = geometry(cache(1, 32768, 8), wished).last_level;
        const auto way = last.size_bytes / last.ways;
        EXPECT_EQ(last.size_bytes % (std::int64_t{last.ways} * last.line_bytes), 0);
        EXPECT_TRUE(std::has_single_bit(static_cast<std::uint64_t>(way / last.line_bytes))) << last.size_bytes;
        EXPECT_TRUE(std::has_single_bit(static_cast<unsigned>(last.line_bytes)));
        EXPECT_GE(last.line_bytes, 16) << "callgrind refuses shorter lines";
        EXPECT_LE(last.size_bytes, wished.size_bytes);
        EXPECT_GT(last.size_bytes, wished.size_bytes - way);
      }
    }
  }
}

TEST(Geometry, WidensTheWaysOfACacheWithAnOddNumberOfSets) {
  EXPECT_EQ(geometry(cache(1, 32768, 8), cache(3, 24 << 20, 16)).last_level, cache(3, 24 << 20, 24));
}

TEST(Geometry, IsNotThereWhereCachesAreNotKnown) {
  for (const auto& caches :
       {std::vector<Cache>{}, {cache(1, 32768, 8)}, {cache(2, 1 << 20, 8), cache(3, 8 << 20, 16)}}) {
    EXPECT_FALSE(geometry_of(caches));
  }
}

TEST(Simulations, AreOfTheReferenceAndThenOfThisMachine) {
  const auto host = geometry(cache(1, 49152, 12), cache(3, 32 << 20, 16));
  const auto simulations = simulations_of(host);
  ASSERT_EQ(simulations.size(), 2U);
  EXPECT_EQ(simulations[0].geometry, Geometry{});
  EXPECT_EQ(simulations[0].counters, std::vector{CounterSource::callgrind_reference});
  EXPECT_EQ(simulations[0].source, "callgrind, reference geometry I1=32768,8,64 D1=32768,8,64 LL=8388608,16,64");
  EXPECT_EQ(simulations[1].geometry, host);
  EXPECT_EQ(simulations[1].counters, std::vector{CounterSource::callgrind_host});
  EXPECT_NE(simulations[1].source.find("this machine's"), std::string::npos);
}

TEST(Simulations, AreOneWhereThisMachineIsTheReference) {
  const auto simulations = simulations_of(geometry(cache(1, 32768, 8), cache(2, 8 << 20, 16)));
  ASSERT_EQ(simulations.size(), 1U);
  EXPECT_EQ(simulations[0].counters, (std::vector{CounterSource::callgrind_reference, CounterSource::callgrind_host}));
}

TEST(Simulations, AreOfTheReferenceAloneWhereThisMachineIsNotKnown) {
  EXPECT_EQ(simulations_of(std::nullopt).size(), 1U);
  EXPECT_EQ(simulations_of(std::nullopt)[0].counters, std::vector{CounterSource::callgrind_reference});
}

TEST(Geometry, StandsInForACacheWithoutASize) {
  for (const std::int64_t size : {0, -1, -1 << 30, 100}) {
    EXPECT_EQ(geometry(cache(1, 32768, 8), cache(3, size, 16)).last_level, Geometry{}.last_level) << size;
  }
}

TEST(Geometry, IsToldToCallgrindInFull) {
  const auto found = geometry(cache(1, 49152, 12), cache(3, 32 << 20, 16));
  EXPECT_EQ(callgrind_flags(found),
            (std::vector<std::string>{"--I1=32768,8,64", "--D1=49152,12,64", "--LL=33554432,16,64"}));
  EXPECT_EQ(in_words(found), "I1=32768,8,64 D1=49152,12,64 LL=33554432,16,64");
}

}  // namespace
}  // namespace memlore::run
