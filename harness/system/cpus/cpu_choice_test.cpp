#include "harness/system/cpus/cpu_choice.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/model/text/input_error.h"

namespace memlore::system {
namespace {

using Cpus = std::vector<int>;

/// Idle CPUs of one package; with two threads to a core, CPUs n and n + cores are siblings.
Topology machine(int cores, int threads_per_core = 1) {
  Topology result;
  for (int number = 0; number < cores * threads_per_core; ++number) {
    LogicalCpu cpu{
        .number = number, .core = number % cores, .package = 0, .numa_node = 0, .allowed = true, .busy_share = 0.0};
    for (int other = number % cores; other < cores * threads_per_core; other += cores) {
      if (other != number) cpu.siblings.push_back(other);
    }
    result.cpus.push_back(cpu);
  }
  SharedCache last{.cache = {.level = 3}};
  for (const auto& cpu : result.cpus) {
    result.caches.push_back({.cache = {.level = 2}, .cpus = {cpu.number}});
    last.cpus.push_back(cpu.number);
  }
  result.caches.insert(result.caches.begin(), last);
  return result;
}

TEST(CpuChoice, TakesOnlyAllowedCpus) {
  auto topology = machine(4);
  topology.cpus[1].allowed = topology.cpus[0].allowed = false;
  const auto choice = choose_cpus(topology, 4);
  EXPECT_EQ(choice.worker, 2);
  EXPECT_EQ(choice.parent, 3);
  EXPECT_EQ(choice.thread_cpus, (Cpus{2, 3}));
}

TEST(CpuChoice, RefusesAMachineThatAllowsNoCpu) {
  EXPECT_THROW(choose_cpus({}), MachineError);
  auto topology = machine(1);
  topology.cpus[0].allowed = false;
  EXPECT_THROW(choose_cpus(topology), MachineError);
}

TEST(CpuChoice, PrefersAnIsolatedCpu) {
  auto topology = machine(4);
  topology.cpus[3].isolated = true;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 3);
  EXPECT_EQ(choice.reason, "CPU 3: isolated, idle, not CPU 0 which takes most interrupts; parent on CPU 0");
}

TEST(CpuChoice, PrefersAnIsolatedCpuToAFasterOne) {
  auto topology = machine(4);
  for (auto& cpu : topology.cpus) cpu.efficiency = cpu.number < 2 ? 1 : 0;
  topology.cpus[3].isolated = true;
  EXPECT_EQ(choose_cpus(topology).worker, 3);
}

TEST(CpuChoice, LeavesAnIsolatedCpuThatSomebodyUses) {
  auto topology = machine(4);
  topology.cpus[3].isolated = true;
  topology.cpus[3].busy_share = 1.0;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 1);
  EXPECT_NE(choice.reason.find("the isolated CPUs are busy"), std::string::npos) << choice.reason;
}

TEST(CpuChoice, KeepsTheParentOffIsolatedCpus) {
  auto topology = machine(4);
  topology.cpus[0].isolated = topology.cpus[1].isolated = topology.cpus[2].isolated = true;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 1);
  EXPECT_EQ(choice.parent, 3);
}

TEST(CpuChoice, PrefersAPerformanceCore) {
  auto topology = machine(4);
  for (auto& cpu : topology.cpus) cpu.efficiency = cpu.number == 3 ? 1 : 0;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 3);
  EXPECT_NE(choice.reason.find("a faster kind of core"), std::string::npos) << choice.reason;
}

TEST(CpuChoice, AvoidsABusyCpu) {
  auto topology = machine(4);
  topology.cpus[1].busy_share = 0.6;
  EXPECT_EQ(choose_cpus(topology).worker, 2);
}

TEST(CpuChoice, AvoidsTheSiblingOfABusyCpu) {
  auto topology = machine(4, 2);
  topology.cpus[5].busy_share = 0.6;
  topology.cpus[5].allowed = false;
  EXPECT_EQ(choose_cpus(topology).worker, 2);
}

TEST(CpuChoice, TakesCpu0OnlyWithoutABetterOne) {
  EXPECT_EQ(choose_cpus(machine(2)).worker, 1);
  auto topology = machine(2);
  topology.cpus[1].busy_share = 0.9;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 0);
  EXPECT_NE(choice.reason.find("although it takes most interrupts"), std::string::npos) << choice.reason;
}

TEST(CpuChoice, AvoidsTheCoreOfCpu0) {
  auto topology = machine(4);
  topology.cpus[0].siblings = {1};
  topology.cpus[1].siblings = {0};
  topology.cpus[2].siblings = {3};
  topology.cpus[3].siblings = {2};
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 2);
  EXPECT_EQ(choice.parent, 0);
}

TEST(CpuChoice, DoesNotTakeSmallLoadsForAReason) {
  auto topology = machine(4);
  topology.cpus[1].busy_share = 0.2;
  EXPECT_EQ(choose_cpus(topology).worker, 1);
}

TEST(CpuChoice, DoesNotTakeAnUnknownLoadForIdle) {
  auto topology = machine(2);
  for (auto& cpu : topology.cpus) cpu.busy_share.reset();
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 1);
  EXPECT_EQ(choice.reason.find("idle"), std::string::npos) << choice.reason;
}

TEST(CpuChoice, DoesNotTakeAnUnknownLoadForBusy) {
  auto topology = machine(4);
  topology.cpus[1].busy_share.reset();
  EXPECT_EQ(choose_cpus(topology).worker, 1);
}

TEST(CpuChoice, PutsTheParentOnAnotherCore) {
  auto topology = machine(2, 2);
  topology.cpus[0].allowed = false;
  topology.cpus[3].isolated = true;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 3);
  EXPECT_EQ(choice.parent, 2) << "CPU 1 is the worker's sibling";
}

TEST(CpuChoice, KeepsTheParentOffABusyCpu) {
  auto topology = machine(4);
  topology.cpus[0].busy_share = 0.8;
  EXPECT_EQ(choose_cpus(topology).parent, 2);
}

TEST(CpuChoice, PutsTheParentOnASiblingWithoutAnotherCore) {
  auto topology = machine(1, 3);
  topology.cpus[0].allowed = false;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 1);
  EXPECT_EQ(choice.parent, 2);
  EXPECT_NE(choice.reason.find("on the same core"), std::string::npos) << choice.reason;
}

TEST(CpuChoice, SaysThatASingleCpuIsShared) {
  const auto choice = choose_cpus(machine(1));
  EXPECT_EQ(choice.worker, 0);
  EXPECT_EQ(choice.parent, 0);
  EXPECT_EQ(choice.reason,
            "CPU 0: idle, the only one allowed; no isolated CPU; parent on the same CPU, because there is no other");
}

TEST(CpuChoice, DoesNotDependOnTheOrderOfTheList) {
  auto topology = machine(4, 2);
  const auto choice = choose_cpus(topology, 5);
  std::ranges::reverse(topology.cpus);
  EXPECT_EQ(choose_cpus(topology, 5), choice);
}

TEST(CpuChoice, GivesThreadsCoresOfTheirOwnFirst) {
  EXPECT_EQ(choose_cpus(machine(4, 2), 3).thread_cpus, (Cpus{1, 2, 3}));
  EXPECT_EQ(choose_cpus(machine(2, 2), 2).thread_cpus, (Cpus{1, 2})) << "not CPU 3, the worker's sibling";
}

TEST(CpuChoice, GivesThreadsTheCpuOfTheParentLast) {
  EXPECT_EQ(choose_cpus(machine(2), 2).thread_cpus, (Cpus{1, 0}));
  auto topology = machine(5);
  topology.cpus[0].allowed = false;
  const auto choice = choose_cpus(topology, 4);
  EXPECT_EQ(choice.parent, 2);
  EXPECT_EQ(choice.thread_cpus, (Cpus{1, 3, 4, 2}));
}

TEST(CpuChoice, KeepsThreadsInOnePackageWhileItHasCores) {
  auto topology = machine(4);
  topology.cpus[2].package = 1;
  EXPECT_EQ(choose_cpus(topology, 2).thread_cpus, (Cpus{1, 3}));
}

TEST(CpuChoice, SaysThatThreadsShareCpus) {
  const auto choice = choose_cpus(machine(2), 8);
  EXPECT_EQ(choice.thread_cpus, (Cpus{1, 0}));
  EXPECT_NE(choice.reason.find("; 8 threads share CPUs 0-1"), std::string::npos) << choice.reason;
}

TEST(CpuChoice, SparesCpusOnOtherCoresAwayFromTheParent) {
  const auto choice = choose_cpus(machine(4, 2));
  EXPECT_EQ(choice.worker, 1);
  EXPECT_EQ(choice.parent, 0);
  EXPECT_EQ(choice.spares, (Cpus{2, 3})) << "neither siblings of them nor of the worker's or the parent's CPU";
  EXPECT_EQ(choice.of_parent(), Cpus{0});
}

TEST(CpuChoice, SparesTheCpuOfTheParentWithoutAnotherOne) {
  const auto choice = choose_cpus(machine(2));
  EXPECT_EQ(choice.spares, Cpus{0});
  EXPECT_EQ(choice.of_parent(), (Cpus{0, 1})) << "where the worker is not";
}

TEST(CpuChoice, SparesOnlyWhatIsAsGood) {
  auto topology = machine(9);
  topology.cpus[0].allowed = false;
  std::erase(topology.caches.front().cpus, 3);
  topology.cpus[4].numa_node = 1;
  topology.cpus[5].efficiency = 1;
  topology.cpus[6].isolated = true;
  topology.cpus[7].busy_share = 0.6;
  const auto choice = choose_cpus(topology);
  EXPECT_EQ(choice.worker, 6) << "isolated";
  EXPECT_EQ(choice.spares, Cpus{}) << "no other one is";
  topology.cpus[6].isolated = false;
  topology.cpus[5].allowed = false;
  EXPECT_EQ(choose_cpus(topology).worker, 1);
  EXPECT_EQ(choose_cpus(topology).spares, (Cpus{6, 8})) << "CPU 2 is the parent's";
}

TEST(CpuChoice, SparesNoSiblingOfABusyCpu) {
  auto topology = machine(4, 2);
  topology.cpus[7].busy_share = 0.6;
  EXPECT_EQ(choose_cpus(topology).spares, Cpus{2});
}

TEST(CpuChoice, SparesNothingWhereNoSharedCacheIsKnown) {
  auto topology = machine(4);
  topology.caches.erase(topology.caches.begin());
  EXPECT_EQ(choose_cpus(topology).spares, Cpus{});
  topology.caches.clear();
  EXPECT_EQ(choose_cpus(topology).spares, Cpus{});
}

TEST(CpuChoice, SparesNothingWhereAllIsOneCore) {
  EXPECT_EQ(choose_cpus(machine(1)).spares, Cpus{});
  EXPECT_EQ(choose_cpus(machine(1, 2)).spares, Cpus{});
}

TEST(CpuChoice, GivesItsReasonInOneSentence) {
  EXPECT_EQ(choose_cpus(machine(2)).reason,
            "CPU 1: idle, not CPU 0 which takes most interrupts; no isolated CPU; parent on CPU 0; CPU 0 instead "
            "while neighbours share its core");
}

}  // namespace
}  // namespace memlore::system
