// Every check on a machine where things are bad, on one where they are in order, and on one that tells nothing.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

#include "harness/doctor/check_cases.h"
#include "harness/doctor/examine.h"
#include "harness/doctor/made_up_subject.h"

namespace memlore::doctor {
namespace {

using made_up::all_cases;
using made_up::Case;
using made_up::subject;
using made_up::with_absent;

Check check_named(const std::string& id) {
  const auto checks = all_checks();
  const auto found = std::ranges::find(checks, id, &Check::id);
  if (found == checks.end()) throw std::logic_error("no check " + id);
  return *found;
}

class EveryCheck : public testing::TestWithParam<Case> {};

TEST_P(EveryCheck, SaysWhatIsBadWithItsValue) {
  const auto& param = GetParam();
  const auto diagnosis = check_named(param.id).diagnose(param.bad);
  EXPECT_EQ(diagnosis.severity, param.severity) << diagnosis.found;
  EXPECT_NE(diagnosis.found.find(param.found), std::string::npos) << diagnosis.found;
}

TEST_P(EveryCheck, PassesWhereThingsAreInOrder) {
  const auto diagnosis = check_named(GetParam().id).diagnose(GetParam().good);
  EXPECT_EQ(diagnosis.severity, Severity::ok) << diagnosis.found;
  EXPECT_FALSE(diagnosis.found.empty());
}

TEST_P(EveryCheck, KnowsNothingWithoutFacts) {
  const auto diagnosis = check_named(GetParam().id).diagnose({});
  EXPECT_EQ(diagnosis.severity, Severity::unknown) << diagnosis.found;
  EXPECT_FALSE(diagnosis.found.empty()) << "the reason";
}

INSTANTIATE_TEST_SUITE_P(Doctor, EveryCheck, testing::ValuesIn(all_cases()),
                         [](const auto& each) { return each.param.id + "_" + std::to_string(each.index); });

TEST(Checks, AreAtLeast25WithIdsOfTheirOwn) {
  std::set<std::string_view> ids;
  for (const auto& check : all_checks()) {
    EXPECT_TRUE(ids.insert(check.id).second) << check.id << " is there twice";
    EXPECT_EQ(check.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), std::string_view::npos) << check.id;
  }
  EXPECT_GE(ids.size(), 25u);
}

TEST(Checks, AreEachTriedOnABadMachine) {
  std::set<std::string> tried;
  for (const auto& each : all_cases()) tried.insert(each.id);
  for (const auto& check : all_checks()) EXPECT_TRUE(tried.contains(std::string(check.id))) << check.id;
}

TEST(Checks, EachHaveATitleAnEffectAndARemedy) {
  for (const auto& check : all_checks()) {
    EXPECT_FALSE(check.title.empty()) << check.id;
    EXPECT_FALSE(check.remedy.empty()) << check.id;
    EXPECT_TRUE(check.effect.ends_with('.')) << check.id << ": " << check.effect;
    EXPECT_EQ(std::ranges::count(check.effect, '\n'), 0) << check.id;
  }
}

TEST(Checks, GiveTheReasonOfAFactThatIsAbsent) {
  const auto diagnosis = check_named("governor").diagnose(with_absent({}, "frequency", "governor", "no cpufreq here"));
  EXPECT_EQ(diagnosis.severity, Severity::unknown);
  EXPECT_EQ(diagnosis.found, "no cpufreq here");
}

TEST(Checks, TakeAFactThatIsNoNumberForUnknown) {
  const auto diagnosis = check_named("uptime").diagnose(subject({{"load/uptime_seconds", "long"}}));
  EXPECT_EQ(diagnosis.severity, Severity::unknown);
  EXPECT_EQ(diagnosis.found, "'long' is no number");
}

TEST(Steal, OfAFewTicksIsNotTakenForAShare) {
  // One tick of 10 ms in a tenth of a second on two CPUs is 5 %.
  const auto diagnosis = check_named("steal").diagnose(subject({{"activity/stolen_share", "0.05"},
                                                                {"activity/cpu_seconds_counted", "0.2"},
                                                                {"load/stolen_share_since_boot", "0.0001"}}));
  EXPECT_EQ(diagnosis.severity, Severity::ok);
}

TEST(SmtSibling, IsNotKnownWhereTheHypervisorShowsNone) {
  const auto diagnosis =
      check_named("smt_sibling")
          .diagnose(subject({{"virtualization/hypervisor", "KVM"}, {"topology/worker_siblings", "none"}}));
  EXPECT_EQ(diagnosis.severity, Severity::unknown);
}

}  // namespace
}  // namespace memlore::doctor
