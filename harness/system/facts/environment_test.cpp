#include "harness/system/facts/environment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "harness/system/facts/rich_machine.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

Topology two_cpus() {
  Topology result;
  for (int number = 0; number < 2; ++number) {
    result.cpus.push_back(
        {.number = number, .core = number, .package = 0, .numa_node = 0, .isolated = number == 1, .allowed = true});
  }
  result.caches.push_back({.cache = {2, 1048576, 0, 64, 1}, .cpus = {1}});
  result.caches.push_back({.cache = {1, 32768, 8, 64, 1}, .cpus = {1}});
  result.caches.push_back({.cache = {1, 16384, 8, 64, 1}, .cpus = {0}});
  return result;
}

Environment environment_of(const MadeUpMachine& machine, const Topology& topology) {
  return read_environment(topology, 1, {.files = machine.files(), .source_folder = machine.root()});
}

class RichMachine : public testing::Test {
 protected:
  RichMachine() {
    write_all_facts(machine_);
    environment_ = environment_of(machine_, two_cpus());
  }
  std::string value(const std::string& topic, const std::string& name) const {
    return value_of(environment_, topic, name).value_or("absent");
  }
  MadeUpMachine machine_;
  Environment environment_;
};

TEST_F(RichMachine, HasEveryFactOfProcessorAndSystem) {
  const std::set<std::string> elsewhere{"build", "library", "source"};
  // Nobody shares that core, and a clock that is not there cannot be read.
  const std::set<std::string> unknown_here{"core_kinds",    "l2_ways",    "worker_siblings_busy_share",
                                           "resolution_ns", "reading_ns", "ticks_per_second"};
  for (const auto& fact : environment_.facts) {
    if (elsewhere.contains(fact.topic) || unknown_here.contains(fact.name)) continue;
    EXPECT_TRUE(fact.value.has_value()) << fact.topic << ' ' << fact.name << ": " << fact.absent;
    EXPECT_TRUE(fact.absent.empty()) << fact.topic << ' ' << fact.name;
  }
}

TEST_F(RichMachine, DescribesTheWorkersOwnCpu) {
  EXPECT_EQ(value("cpu", "model"), "Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz");
  EXPECT_EQ(value("cpu", "model_number"), "143");
  EXPECT_EQ(value("cpu", "flags"), "avx2 avx512f hypervisor");
  EXPECT_EQ(value("cache", "l1d_bytes"), "32768");
  ASSERT_EQ(environment_.caches.size(), 2u);
  EXPECT_EQ(environment_.caches[0].level, 1);
}

TEST_F(RichMachine, DoesNotGiveAnUnknownNumberAsZero) { EXPECT_EQ(value("cache", "l2_ways"), "absent"); }

TEST_F(RichMachine, ReadsSwitchesTheRightWayRound) {
  EXPECT_EQ(value("frequency", "boost"), "off") << "no_turbo is 1";
  EXPECT_EQ(value("topology", "smt"), "on");
  EXPECT_EQ(value("memory", "transparent_huge_pages"), "madvise");
  EXPECT_EQ(value("memory", "transparent_huge_pages_defrag"), "never");
}

TEST_F(RichMachine, GivesUnitsAndSharesThatCanBeComputedWith) {
  EXPECT_EQ(value("memory", "total_bytes"), "1048576");
  EXPECT_EQ(value("load", "stolen_share_since_boot"), "0.100000");
  EXPECT_EQ(value("load", "load_average"), "0.06 0.04 0.00");
  EXPECT_EQ(value("thermal", "x86_pkg_temp (thermal_zone0)"), "45.5 C");
  EXPECT_EQ(value("limit", "stack_bytes"), "8388608");
}

TEST_F(RichMachine, KeepsBootOptionsThatChangeTimingsAndNoOthers) {
  EXPECT_EQ(value("kernel", "boot_options"), "isolcpus=1 mitigations=off");
  for (const auto& fact : environment_.facts) {
    for (const auto* secret : {"private", "secret", "0123456789abcdef"}) {
      EXPECT_EQ(fact.value.value_or("").find(secret), std::string::npos) << fact.name;
    }
  }
}

TEST_F(RichMachine, NamesHypervisorContainerAndMitigations) {
  EXPECT_EQ(value("virtualization", "hypervisor"), "KVM");
  EXPECT_EQ(value("virtualization", "container"), "docker");
  EXPECT_EQ(value("mitigation", "spectre_v1"), "Mitigation: barriers");
}

TEST_F(RichMachine, FindsTheTightestQuotaOfAllGroupsAround) {
  EXPECT_EQ(value("cgroup", "version"), "2");
  EXPECT_EQ(value("cgroup", "cpu_quota"), "1.5 CPUs");
  EXPECT_EQ(value("cgroup", "memory_limit"), "none");
  EXPECT_EQ(value("cgroup", "cpuset"), "0-1");
}

TEST_F(RichMachine, TellsWhatIsDoneToThisProcessAndItsWorkers) {
  EXPECT_EQ(value("process", "tracer"), "strace");
  EXPECT_EQ(value("process", "watchers"), "strace");
  EXPECT_EQ(value("process", "interrupt_balancer"), "running");
  EXPECT_EQ(value("process", "system_call_filter"), "filter");
  EXPECT_EQ(value("process", "preloaded_libraries"), "libfast.so libclock.so") << "without their folders";
  EXPECT_EQ(value("process", "allocator_settings"), "MALLOC_ARENA_MAX=1");
  EXPECT_EQ(value("process", "nice"), "7");
  EXPECT_EQ(value("process", "scheduling"), "idle");
  EXPECT_EQ(value("process", "address_randomisation"), "off");
}

TEST_F(RichMachine, TellsWhatStopsOrSlowsTheWorkersCpu) {
  EXPECT_EQ(value("frequency", "deepest_idle_us"), "133") << "the deeper one is switched off";
  EXPECT_EQ(value("power", "source"), "battery");
  EXPECT_EQ(value("kernel", "preemption"), "dynamic");
  EXPECT_EQ(value("kernel", "nohz_full"), "1");
  EXPECT_EQ(value("memory", "samepage_merging"), "0");
  EXPECT_EQ(value("cgroup", "throttled_periods"), "5") << "of all groups around";
  EXPECT_EQ(value("topology", "worker_siblings"), "none");
  EXPECT_EQ(value("topology", "worker_isolated"), "yes");
  EXPECT_EQ(value("topology", "allowed_cpu_count"), "2");
}

TEST_F(RichMachine, HasAShortName) {
  EXPECT_TRUE(environment_.machine.starts_with("intel-xeon-platinum-8481c-2cpu-")) << environment_.machine;
  EXPECT_EQ(environment_.machine.size(), std::string("intel-xeon-platinum-8481c-2cpu-1a2b3c").size());
}

TEST(Environment, OfAMachineThatTellsNothingGivesAReasonForEachFact) {
  const MadeUpMachine machine;
  const auto environment = environment_of(machine, {});
  const std::set<std::string> from_the_process{"architecture", "page_bytes"};
  const std::set<std::string> from_the_build{"build", "library"};
  EXPECT_GT(environment.facts.size(), 60u);
  for (const auto& fact : environment.facts) {
    EXPECT_NE(fact.value.has_value(), !fact.absent.empty()) << fact.topic << ' ' << fact.name;
    if (from_the_build.contains(fact.topic) || from_the_process.contains(fact.name)) continue;
    EXPECT_FALSE(fact.value.has_value()) << fact.topic << ' ' << fact.name << ": " << fact.value.value_or("");
  }
  EXPECT_EQ(environment.machine, "machine-0cpu");
  EXPECT_TRUE(environment.caches.empty());
}

TEST(Environment, NamesNoFactTwice) {
  const MadeUpMachine machine;
  std::set<std::string> seen;
  for (const auto& fact : environment_of(machine, two_cpus()).facts) {
    EXPECT_TRUE(seen.insert(fact.topic + ' ' + fact.name).second) << fact.topic << ' ' << fact.name;
  }
}

TEST(Environment, OfThisMachineDoesNotThrow) {
  const auto topology = read_topology({.files = MachineFiles(), .load_sample = std::chrono::milliseconds(0)});
  EXPECT_FALSE(read_environment(topology, topology.cpus.front().number).machine.empty());
}

TEST(MachineName, HoldsOnlySmallLettersDigitsAndDashes) {
  EXPECT_EQ(machine_name("AMD EPYC", 2, ""), "amd-epyc-2cpu");
  EXPECT_EQ(machine_name("AMD Ryzen 7 5800X 8-Core Processor", 16, ""), "amd-ryzen-7-5800x-8-16cpu");
  EXPECT_EQ(machine_name("Ä/../ odd_name", 1, ""), "odd-name-1cpu");
}

TEST(MachineName, TellsMachinesOfOneModelApart) {
  EXPECT_NE(machine_name("AMD EPYC", 2, "one"), machine_name("AMD EPYC", 2, "two"));
  EXPECT_EQ(machine_name("AMD EPYC", 2, "one"), machine_name("AMD EPYC", 2, "one"));
}

}  // namespace
}  // namespace memlore::system
