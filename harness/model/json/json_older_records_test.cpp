// Records of earlier programs are read: what they do not say has its default or is taken from their words.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/json/json.h"
#include "harness/model/made_up_nouns.h"
#include "harness/model/record/run.h"

namespace memlore {
namespace {

using made_up::replaced;
using made_up::run;

TEST(Json, ReadsARecordOfBeforeCountersWereAskedKnownQuestions) {
  auto before = nlohmann::json::parse(encode(run()));
  before.erase("answers");
  before["plan"].erase("events");
  before["experiments"][0].erase("answers");
  for (auto& each : before["observations"]) {
    for (const char* name : {"event", "enabled_ns", "running_ns"}) each.erase(name);
  }
  auto expected = run();
  expected.answers.clear();
  expected.plan.events.clear();
  expected.experiments[0].answers.clear();
  for (auto& each : expected.observations) {
    each.event.clear();
    each.enabled_ns = each.running_ns = 0;
  }
  EXPECT_EQ(decode<memlore::Run>(before.dump(), "text"), expected);
}

TEST(Json, ReadsARecordOfATimeWhenNobodyReadTheWidthOfTheCore) {
  auto before = nlohmann::json::parse(encode(run()));
  before["plan"]["timekeeping"].erase("core_width");
  for (auto& each : before["series"]) {
    for (const char* name : {"width_before", "width_after"}) each.erase(name);
  }
  auto expected = run();
  expected.plan.timekeeping.core_width = 0;
  for (auto& series : expected.series) {
    for (auto& block : series.blocks) block.width_before = block.width_after = std::nullopt;
  }
  EXPECT_EQ(decode<memlore::Run>(before.dump(), "text"), expected);
}

TEST(Json, ReadsARecordOfATimeWhenNobodyWaitedForACore) {
  const WorkerUsage usage{1, 2, 3, 4, 5, 6, 7};
  auto before = nlohmann::json::parse(encode(usage));
  before.erase("waiting_ns");
  EXPECT_EQ(decode<WorkerUsage>(before.dump(), "text"), usage);
}

TEST(Json, ReadsARecordOfATimeWhenAllOfARunHadOneCpu) {
  auto before = nlohmann::json::parse(encode(run()));
  for (auto& each : before["series"]) each.erase("cpu");
  auto expected = run();
  for (auto& series : expected.series) {
    for (auto& block : series.blocks) block.cpu = -1;
  }
  EXPECT_EQ(decode<memlore::Run>(before.dump(), "text"), expected);
}

TEST(Json, ReadsARecordOfATimeWhenNobodyLookedForFindings) {
  auto older = run();
  older.findings.clear();
  const auto text = replaced(encode(older), R"("findings":[],)", "");
  EXPECT_EQ(decode<memlore::Run>(text, "text"), older);
  const auto older_judgement = replaced(encode(Judgement{}), R"("findings":[],)", "");
  EXPECT_EQ(decode<Judgement>(older_judgement, "text"), Judgement{});
}

TEST(Json, AsksTheWordsOfAnOlderObservationWhatCountedIt) {
  auto older = [](const char* pass, const char* source) {
    return decode<Observation>(R"({"cell":0,"arm":0,"pass":")" + std::string(pass) +
                                   R"(","metric":"instructions_per_op","value":1,"unavailable":"","source":")" +
                                   source + R"(","running_share":1})",
                               "a record");
  };
  EXPECT_EQ(older("simulate", "callgrind I1=1 D1=2 LL=3").counter, CounterSource::callgrind_host);
  EXPECT_EQ(older("simulate", "callgrind I1=1 (this machine's caches are not known)").counter,
            CounterSource::callgrind_reference);
  EXPECT_EQ(older("count", "perf_event instructions, user mode").counter, CounterSource::perf_hardware);
  EXPECT_EQ(older("count", "perf_event page-faults").counter, CounterSource::perf_software);
  EXPECT_EQ(older("allocate", "interposed malloc, exact").counter, CounterSource::allocations_interposed);
  EXPECT_EQ(older("footprint", "VmHWM").counter, CounterSource::process);
  EXPECT_EQ(older("footprint", "VmHWM").resolution, 0);
}

}  // namespace
}  // namespace memlore
