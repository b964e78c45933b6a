#include "harness/system/cpus/topology.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/model/text/input_error.h"
#include "harness/system/cpus/affinity.h"
#include "harness/system/cpus/topology_hwloc.h"

namespace memlore::system {
namespace {

const std::string two_packages =
    "numa:2 pack:1 l3:1(size=33554432) core:2 l2:1(size=1048576) l1d:1(size=49152) pu:2(indexes=0,4,1,5,2,6,3,7)";

TEST(Topology, KnowsCoresPackagesNodesAndSiblings) {
  const auto topology = structure_of(HwlocTopology(two_packages));
  ASSERT_EQ(topology.cpus.size(), 8u);
  const auto* cpu = cpu_numbered(topology, 5);
  ASSERT_NE(cpu, nullptr);
  EXPECT_EQ(cpu->siblings, std::vector<int>{1});
  EXPECT_EQ(cpu->core, 1);
  EXPECT_EQ(cpu->package, 0);
  EXPECT_EQ(cpu->numa_node, 0);
  EXPECT_EQ(cpu_numbered(topology, 7)->package, 1);
  EXPECT_EQ(cpu_numbered(topology, 7)->numa_node, 1);
  EXPECT_EQ(cpu_numbered(topology, 8), nullptr);
}

TEST(Topology, ListsCpusByNumber) {
  const auto topology = structure_of(HwlocTopology(two_packages));
  EXPECT_TRUE(std::ranges::is_sorted(topology.cpus, {}, &LogicalCpu::number));
}

TEST(Topology, LeavesUnknownWhatTheMachineDoesNotTell) {
  const auto topology = structure_of(HwlocTopology("pu:2"));
  ASSERT_EQ(topology.cpus.size(), 2u);
  EXPECT_EQ(topology.cpus[0].core, -1);
  EXPECT_EQ(topology.cpus[0].package, -1);
  EXPECT_EQ(topology.cpus[0].efficiency, -1);
  EXPECT_EQ(topology.cpus[0].busy_share, std::nullopt);
  EXPECT_FALSE(topology.cpus[0].isolated);
  EXPECT_TRUE(caches_of(topology, 0).empty());
}

TEST(Topology, GivesTheCachesOfACpuFirstLevelFirst) {
  const auto caches = caches_of(structure_of(HwlocTopology(two_packages)), 6);
  ASSERT_EQ(caches.size(), 3u);
  EXPECT_EQ(caches[0].level, 1);
  EXPECT_EQ(caches[0].size_bytes, 48 * 1024);
  EXPECT_EQ(caches[0].shared_by, 2);
  EXPECT_EQ(caches[2].level, 3);
  EXPECT_EQ(caches[2].size_bytes, 32 * 1024 * 1024);
  EXPECT_EQ(caches[2].shared_by, 4);
}

TEST(Topology, RefusesAMachineThatHwlocDoesNotUnderstand) { EXPECT_THROW(HwlocTopology("nonsense:x"), MachineError); }

TEST(Topology, OfThisMachineAllowsEveryCpuWeMayRunOn) {
  const auto topology = read_topology({.files = MachineFiles(), .load_sample = std::chrono::milliseconds(0)});
  for (const int number : allowed_cpus()) {
    const auto* cpu = cpu_numbered(topology, number);
    ASSERT_NE(cpu, nullptr) << number;
    EXPECT_TRUE(cpu->allowed) << number;
    EXPECT_EQ(cpu->busy_share, std::nullopt) << "load was not asked for";
  }
}

TEST(Topology, SamplesALoadBetweenNothingAndAll) {
  const auto topology = read_topology();
  for (const auto& cpu : topology.cpus) {
    if (!cpu.busy_share) continue;
    EXPECT_GE(*cpu.busy_share, 0.0) << cpu.number;
    EXPECT_LE(*cpu.busy_share, 1.0) << cpu.number;
  }
}

using Cpus = std::vector<int>;

TEST(Topology, AddsIsolatedCpusToAnUntouchedMask) {
  EXPECT_EQ(pinnable_cpus(Cpus{0, 1}, Cpus{0, 1, 2, 3}, Cpus{2, 3}), (Cpus{0, 1, 2, 3}));
}

TEST(Topology, ObeysAMaskThatSomebodyNarrowed) {
  EXPECT_EQ(pinnable_cpus(Cpus{1}, Cpus{0, 1, 2, 3}, Cpus{2, 3}), Cpus{1});
  EXPECT_EQ(pinnable_cpus(Cpus{2}, Cpus{0, 1, 2, 3}, Cpus{2, 3}), Cpus{2});
}

TEST(Topology, AllowsNoIsolatedCpuOutsideTheCpuset) {
  EXPECT_EQ(pinnable_cpus(Cpus{0, 1}, Cpus{0, 1}, Cpus{2, 3}), (Cpus{0, 1}));
}

}  // namespace
}  // namespace memlore::system
