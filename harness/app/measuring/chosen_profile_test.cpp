#include "harness/app/measuring/chosen_profile.h"

#include <gtest/gtest.h>

#include "harness/model/text/input_error.h"

namespace memlore::app {
namespace {

using namespace std::chrono_literals;

constexpr std::time_t january = 1'769'854'500;  // 2026-01-31 10:15:00 UTC

TEST(ChosenProfile, IsTheNamedOneWhereNothingElseIsSaid) {
  EXPECT_EQ(chosen_profile({}), *profile_named("quick"));
  EXPECT_EQ(chosen_profile({.name = "full"}), *profile_named("full"));
}

TEST(ChosenProfile, SaysWhatTheCommandLineAltered) {
  const auto profile =
      chosen_profile({.name = "full", .processes = 3, .half_width_per_cent = 20, .time_cap_seconds = 9});
  EXPECT_EQ(profile.half_width, 0.2);
  EXPECT_EQ(profile.most_processes, 3);
  EXPECT_EQ(profile.fewest_processes, 3);
  EXPECT_EQ(profile.time_cap, 9s);
  EXPECT_EQ(in_words(profile), "full, altered: half-width 20 %, at most 3 processes, time cap 9 s");
}

TEST(ChosenProfile, SaysThatOnlyAPartIsMeasured) {
  const auto profile = chosen_profile({.passes = {"footprint", "count"}, .point = "bytes:64", .arm = "^pool$"});
  EXPECT_EQ(profile.passes, (std::vector{Pass::footprint, Pass::count}));
  EXPECT_EQ(in_words(profile),
            "quick, altered: only the passes footprint and count, only points matching 'bytes:64', only arms matching "
            "'^pool$'");
  EXPECT_EQ(in_words(chosen_profile({.passes = {"time"}})), "quick, altered: only the pass time");
}

TEST(ChosenProfile, IsNotAlteredByItsOwnValues) {
  const auto quick = *profile_named("quick");
  const auto profile = chosen_profile({.passes = {"footprint", "time", "count", "allocate", "simulate"},
                                       .processes = quick.most_processes,
                                       .half_width_per_cent = 100 * quick.half_width,
                                       .time_cap_seconds = static_cast<int>(quick.time_cap.count())});
  EXPECT_EQ(in_words(profile), "quick");
}

TEST(ChosenProfile, IsAlteredByAHalfWidthOfNothing) {
  EXPECT_EQ(in_words(chosen_profile({.half_width_per_cent = 0})), "quick, altered: no half-width aimed at");
}

TEST(ChosenProfile, QuotesAnExpressionInPrintableCharacters) {
  EXPECT_EQ(in_words(chosen_profile({.point = "a\nb"})), "quick, altered: only points matching 'a b'");
}

TEST(ChosenProfile, RefusesAnUnknownWordWithTheNearestOne) {
  const auto refusal = [](const ProfileOptions& options) -> std::string {
    try {
      chosen_profile(options);
      return "accepted";
    } catch (const InputError& error) {
      return error.what();
    }
  };
  EXPECT_EQ(refusal({.name = "smok"}),
            "--profile smok: no such profile; did you mean 'smoke'?; known: smoke, quick, full");
  EXPECT_EQ(refusal({.passes = {"time", "cuont"}}),
            "--passes cuont: no such pass; did you mean 'count'?; known: time, count, allocate, simulate, footprint");
}

TEST(RunId, CarriesTimeProfileAndSeed) {
  EXPECT_EQ(run_id(january, *profile_named("quick"), 0xabc001f), "20260131T101500Z-quick-001f");
}

TEST(RunId, SaysThatItsProfileIsAltered) {
  EXPECT_EQ(run_id(january, chosen_profile({.name = "full", .processes = 3}), 0x1f),
            "20260131T101500Z-full-altered-001f");
}

}  // namespace
}  // namespace memlore::app
