// The machines that differ from the common one: Arm, control groups of version 1, other drivers, sources without git.

#include "harness/system/facts/facts.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/system/facts/environment.h"
#include "harness/system/facts/value_in.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

TEST(CpuFacts, NamesAnArmCoreByItsNumbers) {
  const MadeUpMachine machine;
  machine.write("/proc/cpuinfo",
                "processor\t: 0\nFeatures\t: fp asimd atomics sve\nCPU implementer\t: 0x41\nCPU architecture: 8\n"
                "CPU part\t: 0xd0c\nCPU revision\t: 1\n");
  const auto facts = cpu_facts(machine.files(), 0);
  EXPECT_EQ(value_in(facts, "model"), "ARM Neoverse-N1");
  EXPECT_EQ(value_in(facts, "vendor"), "ARM");
  EXPECT_EQ(value_in(facts, "stepping"), "1");
  EXPECT_EQ(value_in(facts, "flags"), "asimd atomics sve");
  EXPECT_EQ(value_in(facts, "microcode"), "absent: no 'microcode' in /proc/cpuinfo");
}

TEST(CoreFacts, SaysHowOftenItWasACoreOfOnesOwn) {
  const auto facts = core_facts({4.8, 4.75, 2.4, 3.9});
  EXPECT_EQ(value_in(facts, "full_width"), "4.80");
  EXPECT_EQ(value_in(facts, "own_share"), "0.500");
  EXPECT_EQ(value_in(core_facts({}), "own_share"), "absent: the core's width was not read");
}

TEST(CpuFacts, KeepsTheNumbersOfAnUnknownArmCore) {
  const MadeUpMachine machine;
  machine.write("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x99\nCPU part\t: 0xd0c\n");
  EXPECT_EQ(value_in(cpu_facts(machine.files(), 0), "model"), "0x99 0xd0c");
}

TEST(CpuFacts, FallsBackToTheFirstCpuListed) {
  const MadeUpMachine machine;
  machine.write("/proc/cpuinfo", "processor\t: 0\nmodel name\t: First\n\nprocessor\t: 1\nmodel name\t: Second\n");
  EXPECT_EQ(value_in(cpu_facts(machine.files(), 1), "model"), "Second");
  EXPECT_EQ(value_in(cpu_facts(machine.files(), 9), "model"), "First");
}

TEST(VirtualizationFacts, SaysNoneOnlyWhenTheFlagsTell) {
  const MadeUpMachine machine;
  machine.write("/sys/class/dmi/id/sys_vendor", "Dell Inc.\n");
  EXPECT_EQ(value_in(virtualization_facts(machine.files(), 0), "hypervisor"),
            "absent: neither CPU flags nor firmware tell");
  machine.write("/proc/cpuinfo", "processor\t: 0\nflags\t: fpu avx2\n");
  EXPECT_EQ(value_in(virtualization_facts(machine.files(), 0), "hypervisor"), "none");
  machine.write("/proc/cpuinfo", "processor\t: 0\nflags\t: fpu hypervisor\n");
  EXPECT_EQ(value_in(virtualization_facts(machine.files(), 0), "hypervisor"), "unnamed");
}

TEST(FrequencyFacts, TellsAMissingCpufreqFromAMissingFile) {
  const MadeUpMachine machine;
  EXPECT_EQ(value_in(frequency_facts(machine.files(), 0), "governor"), "absent: no cpufreq here");
  machine.write("/sys/devices/system/cpu/cpu0/cpufreq/scaling_driver", "acpi-cpufreq\n");
  machine.write("/sys/devices/system/cpu/cpufreq/boost", "1\n");
  const auto facts = frequency_facts(machine.files(), 0);
  EXPECT_EQ(value_in(facts, "driver"), "acpi-cpufreq");
  EXPECT_EQ(value_in(facts, "governor"), "absent: no /sys/devices/system/cpu/cpu0/cpufreq/scaling_governor here");
  EXPECT_EQ(value_in(facts, "boost"), "on");
}

TEST(MemoryFacts, RefusesASizeWithoutItsUnit) {
  const MadeUpMachine machine;
  machine.write("/proc/meminfo", "MemTotal: 1024\nSwapTotal: many kB\n");
  const auto facts = memory_facts(machine.files());
  EXPECT_EQ(value_in(facts, "total_bytes"), "absent: 'MemTotal' in /proc/meminfo is no size");
  EXPECT_EQ(value_in(facts, "swap_total_bytes"), "absent: 'SwapTotal' in /proc/meminfo is no size");
}

TEST(CgroupFacts, ReadsVersionOneThroughThePathsOfAContainer) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "4:memory:/docker/1a\n3:cpu,cpuacct:/docker/1a\n2:cpuset:/docker/1a\n0::/\n");
  machine.write("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "50000\n");
  machine.write("/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n");
  machine.write("/sys/fs/cgroup/cpuset/cpuset.cpus", "2-3\n");
  machine.write("/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
  const auto facts = cgroup_facts(machine.files());
  EXPECT_EQ(value_in(facts, "version"), "1");
  EXPECT_EQ(value_in(facts, "cpu_quota"), "0.5 CPUs");
  EXPECT_EQ(value_in(facts, "cpuset"), "2-3");
  EXPECT_EQ(value_in(facts, "memory_limit"), "none");
}

TEST(CgroupFacts, WritesAMemoryLimitInFull) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "0::/\n");
  machine.write("/sys/fs/cgroup/memory.max", "12884901888\n");
  EXPECT_EQ(value_in(cgroup_facts(machine.files()), "memory_limit"), "12884901888 bytes");
}

TEST(CgroupFacts, DoesNotTakeSilenceForNoLimit) {
  const MadeUpMachine machine;
  machine.write("/proc/self/cgroup", "0::/\n");
  EXPECT_EQ(value_in(cgroup_facts(machine.files()), "cpu_quota"), "absent: no group below /sys/fs/cgroup says");
}

TEST(TopologyFacts, TellsHowBusyTheSiblingsOfTheWorkersCpuAre) {
  Topology topology;
  topology.cpus.push_back({.number = 0, .core = 0, .siblings = {1}, .busy_share = 0.0});
  topology.cpus.push_back({.number = 1, .core = 0, .siblings = {0}, .busy_share = 0.75});
  EXPECT_EQ(value_in(sibling_facts(topology, 0), "worker_siblings"), "1");
  EXPECT_EQ(value_in(sibling_facts(topology, 0), "worker_siblings_busy_share"), "0.750");
  topology.cpus[1].busy_share.reset();
  EXPECT_EQ(value_in(sibling_facts(topology, 0), "worker_siblings_busy_share"), "absent: its load was not sampled");
  topology.cpus[0].core = -1;
  EXPECT_TRUE(value_in(sibling_facts(topology, 0), "worker_siblings").starts_with("absent: hwloc does not know"));
}

TEST(ClockFacts, OfThisMachineIsRead) {
  const auto facts = clock_facts(MachineFiles());
  EXPECT_GT(std::stod(value_in(facts, "resolution_ns")), 0);
  EXPECT_GT(std::stod(value_in(facts, "ticks_per_second")), 0);
}

TEST(ProcessFacts, WithoutSettingsHasNothingPreloaded) {
  const MadeUpMachine machine;
  machine.write("/proc/self/environ", "");
  EXPECT_EQ(value_in(process_facts(machine.files()), "preloaded_libraries"), "none");
  machine.write("/etc/ld.so.preload", "/opt/libeverywhere.so\n");
  EXPECT_EQ(value_in(process_facts(machine.files()), "preloaded_libraries"), "libeverywhere.so");
}

TEST(ProcessFacts, TakesANameOfATracerThatIsHiddenForOne) {
  const MadeUpMachine machine;
  machine.write("/proc/self/status", "TracerPid:\t99\nSeccomp:\t0\n");
  EXPECT_EQ(value_in(process_facts(machine.files()), "tracer"), "a process that cannot be seen");
  EXPECT_EQ(value_in(process_facts(machine.files()), "system_call_filter"), "none");
}

TEST(FreeSpace, OfAFolderThatIsNotThereYetIsThatOfTheOneAbove) {
  const MadeUpMachine machine;
  const auto fact = free_space_fact(machine.root() / "not" / "there");
  EXPECT_EQ(fact.topic, "results");
  ASSERT_TRUE(fact.value.has_value()) << fact.absent;
  EXPECT_GT(std::stod(*fact.value), 0);
}

}  // namespace
}  // namespace memlore::system
