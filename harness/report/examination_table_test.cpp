#include "harness/report/examination_table.h"

#include <gtest/gtest.h>

#include <vector>

namespace memlore::report {
namespace {

const Finding steal{"steal", "Stolen time", Severity::severe, "12.0 % stolen", "The clock goes on.", "ask the host"};
const Finding boost{"boost", "Boost", Severity::note, "on", "The frequency drifts.", ""};
const Finding governor{"governor", "Governor", Severity::unknown, "no cpufreq here", "It starts slowly.", ""};
const Finding swap{"swapping", "Swapping", Severity::ok, "there is no swap", "A page takes long.", ""};

TEST(ExaminationTable, TellsHarmInFullAndWhatIsWellInALine) {
  EXPECT_EQ(examination_table({"abacus-2cpu", "not to be trusted", {steal, boost, governor, swap}}, false),
            "severe   Stolen time: 12.0 % stolen (steal)\n"
            "         The clock goes on.\n"
            "         mend: ask the host\n"
            "note     Boost: on (boost)\n"
            "         The frequency drifts.\n"
            "unknown  Governor: no cpufreq here (governor)\n"
            "ok       Swapping: there is no swap (swapping)\n"
            "\n"
            "abacus-2cpu: not to be trusted\n");
}

TEST(ExaminationTable, ColoursOnlyTheWord) {
  const auto coloured = examination_table({"abacus-2cpu", "all is well", {swap}}, true);
  EXPECT_NE(coloured.find("\x1b["), std::string::npos);
  EXPECT_NE(coloured.find("Swapping: there is no swap"), std::string::npos);
}

TEST(SevereFindings, LeaveOutTheOthers) {
  EXPECT_EQ(severe_findings(std::vector{boost, steal, governor, swap}, false),
            "do not trust the numbers of this run:\n"
            "severe   Stolen time: 12.0 % stolen (steal)\n"
            "         The clock goes on.\n"
            "         mend: ask the host\n");
}

TEST(SevereFindings, AreNothingWhereThereAreNone) {
  EXPECT_EQ(severe_findings(std::vector{boost, governor, swap}, false), "");
}

}  // namespace
}  // namespace memlore::report
