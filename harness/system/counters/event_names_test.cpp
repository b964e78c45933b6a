#include "harness/system/counters/event_names.h"

#include <gtest/gtest.h>
#include <linux/perf_event.h>

#include "harness/model/text/input_error.h"
#include "harness/system/counters/libpfm_names.h"
#include "harness/system/counters/pmu.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

void write_pmu(const MadeUpMachine& machine, const std::string& name, const std::string& type,
               const std::string& cpus) {
  const auto folder = std::string(pmu_folder) + "/" + name;
  machine.write(folder + "/type", type);
  if (!cpus.empty()) machine.write(folder + "/cpus", cpus);
}

MadeUpMachine& with_plain_pmu(MadeUpMachine& machine) {
  write_pmu(machine, "cpu", "4", "");
  const auto folder = std::string(pmu_folder) + "/cpu";
  machine.write(folder + "/format/event", "config:0-7,32-35");
  machine.write(folder + "/format/umask", "config:8-15");
  machine.write(folder + "/format/edge", "config:18");
  machine.write(folder + "/format/ldlat", "config1:0-15");
  machine.write(folder + "/events/cache-misses", "event=0x64,umask=0x09");
  return machine;
}

MadeUpMachine& with_hybrid_pmus(MadeUpMachine& machine) {
  write_pmu(machine, "cpu_core", "4", "0-7");
  write_pmu(machine, "cpu_atom", "10", "8-15");
  write_pmu(machine, "uncore_imc_0", "25", "");
  return machine;
}

std::string refusal(const std::string& name, const EventLookup& lookup) {
  try {
    event_named(name, lookup);
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(EventNamed, KnowsTheKernelsGenericNames) {
  MadeUpMachine machine;
  const EventLookup lookup{.files = with_plain_pmu(machine).files(), .cpu = 0};
  const auto cycles = event_named("cycles", lookup);
  EXPECT_EQ(cycles.metric, Metric::cycles_per_op);
  EXPECT_EQ(cycles.type, PERF_TYPE_HARDWARE);
  EXPECT_EQ(cycles.config, PERF_COUNT_HW_CPU_CYCLES);
  const auto faults = event_named("faults", lookup);
  EXPECT_FALSE(faults.hardware);
  EXPECT_EQ(faults.metric, Metric::page_faults_per_op);
}

TEST(EventNamed, PutsACacheEventTogetherAsTheKernelDoes) {
  const auto misses = event_named("dTLB-load-misses", {});
  EXPECT_EQ(misses.type, PERF_TYPE_HW_CACHE);
  EXPECT_EQ(misses.config,
            PERF_COUNT_HW_CACHE_DTLB | PERF_COUNT_HW_CACHE_OP_READ << 8 | PERF_COUNT_HW_CACHE_RESULT_MISS << 16);
  EXPECT_EQ(event_named("L1-dcache-stores", {}).config, PERF_COUNT_HW_CACHE_L1D | PERF_COUNT_HW_CACHE_OP_WRITE << 8);
  EXPECT_EQ(event_named("LLC-prefetches", {}).config, PERF_COUNT_HW_CACHE_LL | PERF_COUNT_HW_CACHE_OP_PREFETCH << 8);
}

TEST(EventNamed, TakesRawCodesInHexadecimal) {
  MadeUpMachine machine;
  const auto event = event_named("r01c0", {.files = with_plain_pmu(machine).files(), .cpu = 0});
  EXPECT_EQ(event.config, 0x01c0U);
  EXPECT_EQ(event.metric, Metric::event_per_op);
}

TEST(EventNamed, OpensGenericEventsOfAHybridMachineForThePmuOfTheCpu) {
  MadeUpMachine machine;
  const auto files = with_hybrid_pmus(machine).files();
  constexpr std::uint64_t atom = 10;
  EXPECT_EQ(event_named("instructions", {.files = files, .cpu = 9}).config, atom << 32U | PERF_COUNT_HW_INSTRUCTIONS);
  EXPECT_EQ(event_named("L1-dcache-loads", {.files = files, .cpu = 9}).config, atom << 32U);
  EXPECT_EQ(event_named("r3c", {.files = files, .cpu = 9}).type, atom);
  EXPECT_EQ(event_named("instructions", {.files = files, .cpu = 3}).config,
            std::uint64_t{4} << 32U | PERF_COUNT_HW_INSTRUCTIONS);
  EXPECT_EQ(event_named("page-faults", {.files = files, .cpu = 9}).config, PERF_COUNT_SW_PAGE_FAULTS);
}

TEST(EventNamed, SaysThatNoPmuServesTheCpu) {
  MadeUpMachine machine;
  const auto event = event_named("cycles", {.files = with_hybrid_pmus(machine).files(), .cpu = 16});
  EXPECT_EQ(event.missing, "no PMU serves CPU 16; cpu_atom serves 8-15");
}

TEST(EventNamed, LeavesTheEventsOfASingleArmPmuAsTheyAre) {
  MadeUpMachine machine;
  write_pmu(machine, "armv8_pmuv3_0", "8", "0-3");
  const EventLookup lookup{.files = machine.files(), .cpu = 2};
  EXPECT_EQ(event_named("cycles", lookup).config, PERF_COUNT_HW_CPU_CYCLES);
  EXPECT_EQ(event_named("r11", lookup).type, 8U);
}

TEST(EventNamed, PutsTermsIntoTheBitsOfTheirFormats) {
  MadeUpMachine machine;
  const EventLookup lookup{.files = with_plain_pmu(machine).files(), .cpu = 0};
  const auto event = event_named("cpu/event=0x124,umask=0x21,edge,ldlat=30/", lookup);
  EXPECT_EQ(event.type, 4U);
  EXPECT_EQ(event.config, std::uint64_t{1} << 32U | 0x2124U | 1U << 18U);
  EXPECT_EQ(event.config1, 30U);
  EXPECT_EQ(event_named("cpu/cache-misses/", lookup).config, 0x0964U);
  EXPECT_EQ(event_named("cpu/config=0xff00000042/", lookup).config, 0xff00000042U);
}

TEST(EventNamed, NamesTheTermThatIsWrong) {
  MadeUpMachine machine;
  const EventLookup lookup{.files = with_plain_pmu(machine).files(), .cpu = 0};
  EXPECT_NE(refusal("cpu/evnt=1/", lookup).find("no term 'evnt'; it has edge, event, ldlat, umask"), std::string::npos);
  EXPECT_NE(refusal("cpu/umask=0x100/", lookup).find("does not fit its bits config:8-15"), std::string::npos);
  EXPECT_NE(refusal("cpu/umask=zz/", lookup).find("'zz' is no number"), std::string::npos);
  EXPECT_NE(refusal("cpu/umask=1", lookup).find("pmu/term=value"), std::string::npos);
}

TEST(EventNamed, SaysThatAPmuIsNotOfThisMachine) {
  MadeUpMachine machine;
  const auto event = event_named("uncore_imc/event=1/", {.files = with_plain_pmu(machine).files(), .cpu = 0});
  EXPECT_EQ(event.missing, "this machine has no PMU 'uncore_imc'; it has cpu");
}

TEST(EventNamed, RefusesANameThatNobodyKnowsAndSpeaksOfLibpfm) {
  EXPECT_NE(refusal("cycels", {}).find("unknown event 'cycels'"), std::string::npos);
  EXPECT_NE(refusal("cycels", {}).find("libpfm"), std::string::npos);
  EXPECT_NE(refusal("rxyz", {}).find("unknown event 'rxyz'"), std::string::npos);
}

TEST(EventNamed, TakesTheNamesOfLibpfmWhereThisBuildHasIt) {
  if (libpfm_says().find("does not know") != std::string::npos) GTEST_SKIP() << libpfm_says();
  const auto event = event_named("PERF_COUNT_HW_INSTRUCTIONS", {});
  EXPECT_EQ(event.type, PERF_TYPE_HARDWARE);
  EXPECT_EQ(event.config, PERF_COUNT_HW_INSTRUCTIONS);
  EXPECT_TRUE(event.hardware);
}

TEST(CountedEvents, AddsWhatIsAskedForOnce) {
  const auto usual = counted_events({});
  const auto more = counted_events({}, {"r1c0", "cycles", "cpu-cycles", "r1c0", "bus-cycles"});
  ASSERT_EQ(more.size(), usual.size() + 2);
  EXPECT_EQ(more[usual.size()].name, "r1c0");
  EXPECT_EQ(more[usual.size() + 1].name, "bus-cycles");
}

TEST(SplitEventNames, LeavesTheCommasBetweenSlashesAlone) {
  EXPECT_EQ(split_event_names("a,cpu/event=1,umask=2/,r3"),
            (std::vector<std::string>{"a", "cpu/event=1,umask=2/", "r3"}));
  EXPECT_THROW(split_event_names("a,,b"), InputError);
  EXPECT_THROW(split_event_names("cpu/event=1"), InputError);
}

}  // namespace
}  // namespace memlore::system
