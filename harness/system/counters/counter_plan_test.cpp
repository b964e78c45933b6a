#include "harness/system/counters/counter_plan.h"

#include <gtest/gtest.h>

#include "harness/system/counters/event_names.h"
#include "harness/system/counters/made_up_kernel.h"

namespace memlore::system {
namespace {

std::vector<PerfEvent> usual(const CounterKernel& kernel) {
  return counted_events({.files = kernel.files(), .cpu = 0});
}

std::vector<std::size_t> sizes_of(const CounterPlan& plan) {
  std::vector<std::size_t> sizes;
  for (const auto& group : plan.groups) sizes.push_back(group.size());
  return sizes;
}

std::string reason_for(const CounterPlan& plan, const std::string& event) {
  for (const auto& each : plan.missing) {
    if (each.event.name == event) return each.reason;
  }
  return "not missing";
}

bool is_hardware(const perf_event_attr& attributes) { return attributes.type != PERF_TYPE_SOFTWARE; }

TEST(PlanCounters, PutsWhatFitsIntoOneGroupAndSoftwareEventsIntoAnother) {
  MadeUpKernel kernel;
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_EQ(sizes_of(plan), (std::vector<std::size_t>{8, 4}));
  EXPECT_TRUE(plan.missing.empty());
  EXPECT_EQ(kernel.open_now(), 0) << "trying leaves nothing open";
}

TEST(PlanCounters, SplitsAGroupThatTheKernelRefusesAtItsFifthEvent) {
  MadeUpKernel kernel;
  kernel.refuse = [](const perf_event_attr& attributes, std::size_t members) {
    return is_hardware(attributes) && members == 4 ? EINVAL : 0;
  };
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_EQ(sizes_of(plan), (std::vector<std::size_t>{4, 4, 4}));
  EXPECT_TRUE(plan.missing.empty()) << "more events than fit are more passes, not missing events";
}

TEST(PlanCounters, HalvesAGroupThatIsAcceptedAndNeverScheduled) {
  MadeUpKernel kernel;
  kernel.share = [](std::size_t members) { return members > 3 ? 0.0 : 1.0; };
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_EQ(sizes_of(plan), (std::vector<std::size_t>{2, 2, 2, 2, 2, 2}));
  EXPECT_TRUE(plan.missing.empty());
}

TEST(PlanCounters, CallsAnEventThatIsNeverScheduledEvenAloneMissing) {
  MadeUpKernel kernel;
  kernel.share = [](std::size_t) { return 0.0; };
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_TRUE(plan.groups.empty());
  EXPECT_EQ(reason_for(plan, "cycles"), never_scheduled());
}

TEST(PlanCounters, KeepsAGroupThatSharesThePmu) {
  MadeUpKernel kernel;
  kernel.share = [](std::size_t) { return 0.4; };
  EXPECT_EQ(sizes_of(plan_counters(kernel, usual(kernel))), (std::vector<std::size_t>{8, 4}));
}

TEST(PlanCounters, MissesOneEventAloneWherePmuHasTheOthers) {
  MadeUpKernel kernel;
  kernel.machine().write("/sys/bus/event_source/devices/armv8_pmuv3_0/type", "8");
  kernel.machine().write("/sys/bus/event_source/devices/armv8_pmuv3_0/cpus", "0-3");
  kernel.refuse = [](const perf_event_attr& attributes, std::size_t) {
    return attributes.type == PERF_TYPE_HARDWARE && attributes.config == PERF_COUNT_HW_CACHE_MISSES ? ENOENT : 0;
  };
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_EQ(sizes_of(plan), (std::vector<std::size_t>{7, 4}));
  EXPECT_NE(reason_for(plan, "cache-misses").find("does not have this event"), std::string::npos);
}

TEST(PlanCounters, SaysThatThereIsNoPmuOnAMachineThatListsNone) {
  MadeUpKernel kernel;
  kernel.refuse = [](const perf_event_attr& attributes, std::size_t) { return is_hardware(attributes) ? ENOENT : 0; };
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_EQ(sizes_of(plan), (std::vector<std::size_t>{4}));
  EXPECT_NE(reason_for(plan, "LLC-load-misses").find("no PMU here"), std::string::npos);
}

TEST(PlanCounters, ReadsThePermissionOfTheMachineForItsRemedy) {
  MadeUpKernel kernel;
  kernel.machine().write("/proc/sys/kernel/perf_event_paranoid", "3\n");
  kernel.refuse = [](const perf_event_attr&, std::size_t) { return EACCES; };
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_TRUE(plan.groups.empty());
  EXPECT_NE(reason_for(plan, "cycles").find("is 3; 'sysctl kernel.perf_event_paranoid=2'"), std::string::npos);
  kernel.machine().write("/proc/sys/kernel/perf_event_paranoid", "1\n");
  EXPECT_NE(reason_for(plan_counters(kernel, usual(kernel)), "cycles").find("seccomp"), std::string::npos);
}

TEST(PlanCounters, MakesSmallerGroupsWhereFilesMayNotBeOpenedAndSaysSoWhereNoneMay) {
  MadeUpKernel kernel;
  kernel.most_open = 3;
  EXPECT_EQ(sizes_of(plan_counters(kernel, usual(kernel))), (std::vector<std::size_t>{3, 3, 2, 3, 1}));
  kernel.most_open = 0;
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_TRUE(plan.groups.empty());
  EXPECT_NE(reason_for(plan, "cycles").find("ulimit -n"), std::string::npos);
}

TEST(PlanCounters, MissesEventsThatAreReadShort) {
  MadeUpKernel kernel;
  kernel.bytes_short = 8;
  const auto plan = plan_counters(kernel, usual(kernel));
  EXPECT_TRUE(plan.groups.empty());
  EXPECT_NE(reason_for(plan, "task-clock").find("short: 24 of 32 bytes"), std::string::npos);
}

}  // namespace
}  // namespace memlore::system
