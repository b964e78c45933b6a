#include "harness/system/perf_event.h"

#include <gtest/gtest.h>

#include <cerrno>
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
  EXPECT_NE(explain_perf_error(EACCES, event_named("cycles"), 3).find("kernel.perf_event_paranoid=2"),
            std::string::npos);
  EXPECT_NE(explain_perf_error(EACCES, event_named("context-switches"), 2).find("kernel.perf_event_paranoid=1"),
            std::string::npos);
}

TEST(ExplainPerfError, SuspectsAContainerWhereTheKernelItselfWouldAllow) {
  EXPECT_NE(explain_perf_error(EPERM, event_named("cycles"), 1).find("seccomp"), std::string::npos);
}

TEST(ExplainPerfError, TellsAMissingPmuFromAMissingSoftwareEvent) {
  EXPECT_NE(explain_perf_error(ENOENT, event_named("cycles"), 1).find("PMU"), std::string::npos);
  EXPECT_EQ(explain_perf_error(ENOENT, event_named("page-faults"), 1).find("PMU"), std::string::npos);
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

}  // namespace
}  // namespace memlore::system
