#include "harness/doctor/examine.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/doctor/made_up_subject.h"

namespace memlore::doctor {
namespace {

using made_up::counter;
using made_up::subject;

/// A small rented machine: two CPUs, a hypervisor, no PMU, no cpufreq, a little steal and load.
Subject cloud_machine() {
  auto result = subject({{"virtualization/hypervisor", "KVM"},
                         {"library/kernels build", "optimised, without assertions"},
                         {"library/google benchmark build", "debug"},
                         {"topology/cores", "2"},
                         {"topology/logical_cpus", "2"},
                         {"topology/allowed_cpus", "0-1"},
                         {"topology/allowed_cpu_count", "2"},
                         {"topology/worker_siblings", "none"},
                         {"topology/worker_isolated", "no"},
                         {"topology/numa_nodes", "1"},
                         {"load/load_average", "0.20 0.1 0.1"},
                         {"load/stolen_share_since_boot", "0.01"},
                         {"load/uptime_seconds", "90000"},
                         {"activity/other_work_cpus", "0.05"},
                         {"activity/seconds", "1.0"},
                         {"memory/available_bytes", "4294967296"},
                         {"memory/swap_total_bytes", "0"},
                         {"memory/transparent_huge_pages", "always"},
                         {"kernel/clocksource", "kvm-clock"},
                         {"cgroup/cpu_quota", "none"},
                         {"process/tracer", "none"}},
                        {counter(true, "no PMU here"), counter(false, "")});
  return result;
}

const Finding& finding_named(const std::vector<Finding>& findings, const std::string& id) {
  const auto found = std::ranges::find(findings, id, &Finding::id);
  if (found == findings.end()) throw std::logic_error("no finding " + id);
  return *found;
}

TEST(Examine, FindsNothingSevereInAnOrdinaryVirtualMachine) {
  for (const auto& finding : examine(cloud_machine())) {
    EXPECT_LT(finding.severity, Severity::warning) << finding.id << ": " << finding.found;
  }
}

TEST(Examine, MakesOneFindingOfEachCheck) {
  const auto findings = examine({});
  const auto checks = all_checks();
  ASSERT_EQ(findings.size(), checks.size());
  for (std::size_t i = 0; i < checks.size(); ++i) EXPECT_EQ(findings[i].id, checks[i].id);
}

TEST(Examine, GivesARemedyWhereThereIsSomethingToMendAndOnlyThere) {
  for (const auto& finding : examine(cloud_machine())) {
    EXPECT_EQ(finding.remedy.empty(), finding.severity < Severity::note) << finding.id;
    EXPECT_FALSE(finding.effect.empty()) << finding.id;
    EXPECT_FALSE(finding.found.empty()) << finding.id;
  }
}

TEST(Examine, DoesNotTellAGuestToChangeWhatOnlyTheHostCan) {
  const auto metal = finding_named(examine(subject({{"frequency/boost", "on"}})), "boost");
  EXPECT_NE(metal.remedy.find("no_turbo"), std::string::npos);
  const auto guest =
      finding_named(examine(subject({{"frequency/boost", "on"}, {"virtualization/hypervisor", "KVM"}})), "boost");
  EXPECT_NE(guest.remedy.find("nothing can be done inside a virtual machine"), std::string::npos);
}

TEST(ExamineActivity, AsksOnlyThoseThatLookAtWhatGoesOn) {
  const auto findings = examine_activity(subject({{"activity/throttled_periods", "3"}, {"activity/seconds", "60"}}));
  EXPECT_LT(findings.size(), 10u);
  EXPECT_EQ(finding_named(findings, "cpu_throttling").severity, Severity::severe);
  for (const auto* id : {"steal", "other_work", "swapping", "heat_throttling"}) {
    EXPECT_EQ(finding_named(findings, id).severity, Severity::unknown) << id;
  }
}

Finding of(Severity severity) { return {"id", "title", severity, "found", "effect", "remedy"}; }

TEST(Conclude, PutsHarmFirstThenTheUnknownThenTheRest) {
  const auto examination = conclude("abacus", {of(Severity::ok), of(Severity::note), of(Severity::unknown),
                                               of(Severity::severe), of(Severity::warning)});
  std::vector<Severity> order;
  for (const auto& finding : examination.findings) order.push_back(finding.severity);
  EXPECT_EQ(order, (std::vector{Severity::severe, Severity::warning, Severity::note, Severity::unknown, Severity::ok}));
  EXPECT_EQ(examination.machine, "abacus");
}

TEST(Conclude, SaysWhatItMeansInOneLine) {
  EXPECT_EQ(conclude("", {of(Severity::severe), of(Severity::warning), of(Severity::ok)}).conclusion,
            "numbers measured here cannot be trusted: 1 severe finding, 1 warning; 1 of 3 checks passed, 0 could not "
            "be made");
  EXPECT_EQ(conclude("", {of(Severity::warning), of(Severity::warning), of(Severity::unknown)}).conclusion,
            "comparisons can be made here, with less precision or for fewer machines: 2 warnings; 0 of 3 checks "
            "passed, 1 could not be made");
  EXPECT_EQ(conclude("", {of(Severity::note), of(Severity::ok)}).conclusion,
            "nothing stands in the way of comparisons here; 1 of 2 checks passed, 0 could not be made");
}

}  // namespace
}  // namespace memlore::doctor
