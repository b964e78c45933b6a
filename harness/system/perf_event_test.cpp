#include "harness/system/perf_event.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace memlore::system {
namespace {

const PerfEventSpec& event_named(const std::string& name) {
  for (const auto& spec : counted_events()) {
    if (spec.name == name) return spec;
  }
  throw std::runtime_error("no event " + name);
}

TEST(Scale, LeavesAnEventAloneThatRanAllTheTime) {
  EXPECT_EQ(std::get<ScaledCount>(scale({.count = 100, .enabled_ns = 50, .running_ns = 50})), (ScaledCount{100, 1}));
}

TEST(Scale, ExtrapolatesAMultiplexedEventAndKeepsItsShare) {
  EXPECT_EQ(std::get<ScaledCount>(scale({.count = 100, .enabled_ns = 50, .running_ns = 25})), (ScaledCount{200, 0.5}));
}

TEST(Scale, CallsAnEventThatWasNeverScheduledUnavailableAndNotZero) {
  EXPECT_TRUE(std::holds_alternative<Unavailable>(scale({.count = 0, .enabled_ns = 50, .running_ns = 0})));
}

TEST(ExplainPerfError, NamesTheRemedyForAParanoidKernel) {
  EXPECT_NE(explain_perf_error(EACCES, event_named("cycles"), 3, false).find("kernel.perf_event_paranoid=2"),
            std::string::npos);
  EXPECT_NE(explain_perf_error(EACCES, event_named("context-switches"), 2, false).find("kernel.perf_event_paranoid=1"),
            std::string::npos);
}

TEST(ExplainPerfError, SuspectsAContainerWhereTheKernelItselfWouldAllow) {
  EXPECT_NE(explain_perf_error(EPERM, event_named("cycles"), 1, false).find("seccomp"), std::string::npos);
}

TEST(ExplainPerfError, TellsAMissingPmuFromAMissingSoftwareEvent) {
  EXPECT_NE(explain_perf_error(ENOENT, event_named("cycles"), 1, false).find("PMU"), std::string::npos);
  EXPECT_EQ(explain_perf_error(ENOENT, event_named("page-faults"), 1, false).find("PMU"), std::string::npos);
}

TEST(ExplainPerfError, TellsAnEventThatThePmuLacksFromAMissingPmu) {
  const auto reason = explain_perf_error(ENOENT, event_named("cache-misses"), 1, true);
  EXPECT_NE(reason.find("the PMU of this machine has no such event"), std::string::npos);
  EXPECT_EQ(reason.find("virtual machine"), std::string::npos);
}

TEST(PerfEvent, CountsTheFaultsOfTouchingPagesOrSaysWhyNot) {
  const auto opened = PerfEvent::open(event_named("page-faults"));
  if (const auto* missing = std::get_if<Unavailable>(&opened)) {
    EXPECT_FALSE(missing->reason.empty());
    GTEST_SKIP() << missing->reason;
  }
  const auto& event = std::get<PerfEvent>(opened);
  constexpr std::size_t page = 4096;
  constexpr std::size_t pages = 64;
  auto memory = std::make_unique_for_overwrite<char[]>(page * pages * 4);  // NOLINT(modernize-avoid-c-arrays)
  event.start();
  for (std::size_t i = 0; i < pages; ++i) static_cast<volatile char*>(memory.get())[i * page * 4] = 1;
  event.stop();
  // Huge pages may serve several of the touches at once; nothing may serve none of them.
  const auto reading = std::get<PerfReading>(event.read());
  EXPECT_GE(reading.count, 1U);
#ifndef MEMLORE_SANITIZED  // whose shadow of the pages is touched, too
  EXPECT_LE(reading.count, pages + 8);
#endif
}

#if defined(__x86_64__) || defined(__aarch64__)
/// Two instructions a turn, and nothing else.
void turn(std::uint64_t turns) {
#if defined(__x86_64__)
  asm volatile("1: sub $1, %0\n jnz 1b" : "+r"(turns) : : "cc");  // NOLINT(hicpp-no-assembler)
#else
  asm volatile("1: subs %0, %0, #1\n b.ne 1b" : "+r"(turns) : : "cc");  // NOLINT(hicpp-no-assembler)
#endif
}

std::uint64_t counted_of_turns(const PerfEvent& event, std::uint64_t turns) {
  event.start();
  turn(turns);
  event.stop();
  return std::get<PerfReading>(event.read()).count;
}

// Interrupts may add some to what a processor counts; an emulated PMU, which the environment tells of, has no excuse.
TEST(PerfEvent, CountsTheInstructionsOfAKnownLoopOrSaysWhyNot) {
  const bool exact = std::getenv("MEMLORE_PMU_IS_EXACT") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  const auto opened = PerfEvent::open(event_named("instructions"));
  if (const auto* missing = std::get_if<Unavailable>(&opened)) {
    EXPECT_FALSE(missing->reason.empty());
    if (exact) FAIL() << missing->reason;
    GTEST_SKIP() << missing->reason;
  }
  const auto& event = std::get<PerfEvent>(opened);
  constexpr std::uint64_t turns = 1'000'000;
  const auto once = counted_of_turns(event, turns);
  const auto twice = counted_of_turns(event, 2 * turns);
  EXPECT_NEAR(static_cast<double>(twice - once), 2.0 * turns, exact ? 0 : turns / 1000.0);
}
#endif

}  // namespace
}  // namespace memlore::system
