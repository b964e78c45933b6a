#include "harness/system/counters/perf_event.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace memlore::system {
namespace {

const PerfEvent on_the_pmu{.name = "cycles", .hardware = true};
const PerfEvent in_the_kernel{.name = "context-switches", .metric = Metric::context_switches, .hardware = false};

std::string words(int error, const PerfEvent& event, const CounterAccess& access = {}) {
  return explain_perf_error(error, event, access);
}

TEST(ExplainPerfError, NamesTheRemedyForAParanoidKernel) {
  EXPECT_NE(words(EACCES, on_the_pmu, {.paranoid = 3}).find("kernel.perf_event_paranoid=2"), std::string::npos);
  EXPECT_NE(words(EACCES, in_the_kernel, {.paranoid = 2}).find("kernel.perf_event_paranoid=1"), std::string::npos);
}

TEST(ExplainPerfError, SuspectsAContainerWhereTheKernelItselfWouldAllow) {
  EXPECT_NE(words(EPERM, on_the_pmu, {.paranoid = 1}).find("seccomp"), std::string::npos);
  EXPECT_NE(words(EPERM, on_the_pmu, {.paranoid = 1}).find("--cap-add PERFMON"), std::string::npos);
}

TEST(ExplainPerfError, TellsAMachineWithoutAPmuFromAPmuWithoutTheEvent) {
  EXPECT_NE(words(ENOENT, on_the_pmu, {.paranoid = 1, .has_pmu = false}).find("no PMU here"), std::string::npos);
  EXPECT_NE(words(ENOENT, on_the_pmu, {.paranoid = 1, .has_pmu = true}).find("does not have this event"),
            std::string::npos);
  EXPECT_EQ(words(ENOENT, in_the_kernel).find("PMU"), std::string::npos);
}

TEST(ExplainPerfError, NamesTheRemedyForTooManyOpenFiles) {
  EXPECT_NE(words(EMFILE, on_the_pmu).find("ulimit -n"), std::string::npos);
}

TEST(SourceOf, SaysThatHardwareEventsCountUserModeOnly) {
  EXPECT_EQ(source_of(on_the_pmu), "perf_event cycles, user mode");
  EXPECT_EQ(source_of(in_the_kernel), "perf_event context-switches");
}

}  // namespace
}  // namespace memlore::system
