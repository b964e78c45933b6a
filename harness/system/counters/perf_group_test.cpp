#include "harness/system/counters/perf_group.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>

#include "harness/system/counters/event_names.h"
#include "harness/system/counters/made_up_kernel.h"

namespace memlore::system {
namespace {

std::vector<PerfEvent> some_events(std::size_t count) {
  std::vector<PerfEvent> events;
  for (std::size_t i = 0; i < count; ++i) events.push_back({.name = "made-up", .type = PERF_TYPE_RAW, .config = i});
  return events;
}

PerfGroup opened(CounterKernel& kernel, std::size_t count) {
  return std::get<PerfGroup>(PerfGroup::open(kernel, some_events(count)));
}

std::string reason_of(const PerfGroup& group) {
  const auto reading = group.reading();
  const auto* missing = std::get_if<Unavailable>(&reading);
  return missing != nullptr ? missing->reason : "a reading";
}

std::string reason_of(const std::variant<ScaledCount, Unavailable>& scaled) {
  const auto* missing = std::get_if<Unavailable>(&scaled);
  return missing != nullptr ? missing->reason : "a count";
}

TEST(Scale, LeavesAGroupAloneThatRanAllTheTime) {
  const auto scaled = std::get<ScaledCount>(scale({.enabled_ns = 50, .running_ns = 50, .counts = {7, 100}}, 1));
  EXPECT_EQ(scaled, (ScaledCount{.count = 100, .enabled_ns = 50, .running_ns = 50}));
  EXPECT_EQ(running_share(scaled), 1);
}

TEST(Scale, ExtrapolatesAMultiplexedGroupAndKeepsItsTimes) {
  const auto scaled = std::get<ScaledCount>(scale({.enabled_ns = 50, .running_ns = 25, .counts = {100}}, 0));
  EXPECT_EQ(scaled, (ScaledCount{.count = 200, .enabled_ns = 50, .running_ns = 25}));
  EXPECT_EQ(running_share(scaled), 0.5);
}

TEST(Scale, CallsAGroupThatWasNeverScheduledUnavailableAndNotZero) {
  EXPECT_EQ(reason_of(scale({.enabled_ns = 50, .running_ns = 0, .counts = {0}}, 0)), never_scheduled());
}

TEST(PerfGroup, CountsEachEventBetweenStartAndStopAlone) {
  MadeUpKernel kernel;
  kernel.count = [](const perf_event_attr& attributes) { return 10 + attributes.config; };
  auto group = opened(kernel, 3);
  for (int i = 0; i < 2; ++i) {
    group.start();
    group.stop();
    const auto reading = std::get<GroupReading>(group.reading());
    EXPECT_EQ(reading.counts, (std::vector<std::uint64_t>{10, 11, 12})) << "the second time as the first";
    EXPECT_EQ(reading.enabled_ns, reading.running_ns);
  }
}

TEST(PerfGroup, AsksForUserModeOfHardwareAndForTheKernelOfSoftwareEvents) {
  MadeUpKernel kernel;
  const std::vector<PerfEvent> events{{.name = "on the PMU", .hardware = true},
                                      {.name = "faults", .type = PERF_TYPE_SOFTWARE, .hardware = false}};
  const auto group = PerfGroup::open(kernel, events);
  ASSERT_EQ(kernel.attributes.size(), 2U);
  EXPECT_EQ(kernel.attributes[0].exclude_kernel, 1U);
  EXPECT_EQ(kernel.attributes[1].exclude_kernel, 0U);
  EXPECT_EQ(kernel.attributes[0].disabled, 1U) << "nothing is counted before the start";
  EXPECT_EQ(kernel.attributes[1].disabled, 0U) << "a member runs when its leader does";
}

TEST(PerfGroup, CountsFaultsInUserModeWhereTheKernelIsNotToBeSeenAndSwitchesNotAtAll) {
  MadeUpKernel kernel;
  kernel.refuse = [](const perf_event_attr& attributes, std::size_t) {
    return attributes.exclude_kernel != 0U ? 0 : EACCES;
  };
  const EventLookup lookup{.files = kernel.files()};
  const std::vector faults{event_named("page-faults", lookup)};
  const std::vector switches{event_named("context-switches", lookup)};
  EXPECT_TRUE(std::holds_alternative<PerfGroup>(PerfGroup::open(kernel, faults)));
  EXPECT_EQ(std::get<RefusedEvent>(PerfGroup::open(kernel, switches)).error, EACCES);
}

TEST(PerfGroup, SaysWhichEventTheKernelRefusedAndClosesTheOthers) {
  MadeUpKernel kernel;
  kernel.refuse = [](const perf_event_attr&, std::size_t members) { return members == 4 ? EINVAL : 0; };
  const auto refused = std::get<RefusedEvent>(PerfGroup::open(kernel, some_events(6)));
  EXPECT_EQ(refused.event, 4U);
  EXPECT_EQ(refused.error, EINVAL);
  EXPECT_EQ(kernel.open_now(), 0);
}

TEST(PerfGroup, CallsAShortAnswerUnavailable) {
  MadeUpKernel kernel;
  auto group = opened(kernel, 2);
  kernel.bytes_short = 8;
  group.start();
  group.stop();
  EXPECT_EQ(reason_of(group), "the kernel's answer was short: 32 of 40 bytes, for 2 of 2 events");
  kernel.bytes_short = 1000;
  group.start();
  group.stop();
  EXPECT_EQ(reason_of(group), "the kernel's answer was short: 0 of 40 bytes, for 0 of 2 events");
}

TEST(PerfGroup, CallsWhatTheKernelWouldNotStartUnavailable) {
  MadeUpKernel kernel;
  auto group = opened(kernel, 1);
  kernel.enable_error = EPERM;
  group.start();
  group.stop();
  EXPECT_EQ(reason_of(group), "the kernel would not start the counters: Operation not permitted");
}

TEST(PerfGroup, GivesNoReadingBeforeItWasStarted) {
  MadeUpKernel kernel;
  EXPECT_EQ(reason_of(opened(kernel, 1)), "the counters were not started");
}

TEST(PerfGroup, GivesAClockInAGroupTheTimeThatTheGroupWasEnabled) {
  const std::vector events{event_named("page-faults", {}), event_named("task-clock", {})};
  auto result = PerfGroup::open(this_kernel(), events);
  if (const auto* refused = std::get_if<RefusedEvent>(&result)) {
    GTEST_SKIP() << explain_perf_error(refused->error, events[refused->event], {});
  }
  auto& group = std::get<PerfGroup>(result);
  for (int i = 0; i < 4; ++i) {
    group.start();
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
    while (std::chrono::steady_clock::now() < end) {
    }
    group.stop();
    const auto reading = std::get<GroupReading>(group.reading());
    EXPECT_EQ(reading.counts[1], reading.running_ns) << "both are the kernel's own account of one stretch";
  }
}

TEST(PerfGroup, CountsTheFaultsOfTouchingPagesOrSaysWhyNot) {
  const std::vector events{event_named("page-faults", {})};
  auto result = PerfGroup::open(this_kernel(), events);
  if (const auto* refused = std::get_if<RefusedEvent>(&result)) {
    GTEST_SKIP() << explain_perf_error(refused->error, events[0], {});
  }
  auto& group = std::get<PerfGroup>(result);
  constexpr std::size_t page = 4096;
  constexpr std::size_t pages = 64;
  auto memory = std::make_unique_for_overwrite<char[]>(page * pages * 4);  // NOLINT(modernize-avoid-c-arrays)
  group.start();
  for (std::size_t i = 0; i < pages; ++i) static_cast<volatile char*>(memory.get())[i * page * 4] = 1;
  group.stop();
  // Huge pages may serve several of the touches at once; nothing may serve none of them.
  const auto reading = std::get<GroupReading>(group.reading());
  EXPECT_GE(reading.counts[0], 1U);
#ifndef MEMLORE_SANITIZED  // whose shadow of the pages is touched, too
  EXPECT_LE(reading.counts[0], pages + 8);
#endif
}

}  // namespace
}  // namespace memlore::system
