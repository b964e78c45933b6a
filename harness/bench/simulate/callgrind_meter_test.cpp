#include "harness/bench/simulate/callgrind_meter.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

std::string dump(const std::string& name) {
  std::ifstream file(std::string(MEMLORE_TESTDATA) + "/" + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string with_lines(const std::string& events, const std::string& totals) {
  return "# callgrind format\nversion: 1\n" + events + "\n\nfn=(1) main\n1 2 3\n\n" + totals + "\n";
}

constexpr auto all_events = "events: Ir Dr Dw I1mr D1mr D1mw ILmr DLmr DLmw Bc Bcm Bi Bim";

TEST(ParseCallgrindDump, ReadsTheTotalsOfADump) {
  // Its last lines: `totals: 17678 1167 1173 3 0 219 3 0 158 2000 258`; no indirect branch, so Bi and Bim are omitted.
  // Its summary is one instruction short of them.
  EXPECT_EQ(parse_callgrind_dump(dump("callgrind.out")), (SimulatedCounts{.instructions = 17678,
                                                                          .data_reads = 1167,
                                                                          .data_writes = 1173,
                                                                          .l1_data_misses = 219,
                                                                          .last_level_misses = 158,
                                                                          .conditional_mispredictions = 258,
                                                                          .indirect_mispredictions = 0}));
}

TEST(ParseCallgrindDump, TakesOmittedTrailingValuesForZero) {
  const auto counts = parse_callgrind_dump(with_lines(all_events, "totals: 100 20 10 1 3"));
  EXPECT_EQ(counts.instructions, 100);
  EXPECT_EQ(counts.data_reads, 20);
  EXPECT_EQ(counts.data_writes, 10);
  EXPECT_EQ(counts.l1_data_misses, 3);
  EXPECT_EQ(counts.last_level_misses, 0);
  EXPECT_EQ(counts.conditional_mispredictions, 0);
  EXPECT_EQ(counts.indirect_mispredictions, 0);
}

TEST(ParseCallgrindDump, GoesByTheNamesOfEventsNotTheirPlace) {
  const auto counts = parse_callgrind_dump(with_lines("events: Bim Bi Bcm Bc DLmw DLmr ILmr D1mw D1mr I1mr Dw Dr Ir",
                                                      "totals: 1 2 3 4 5 6 7 8 9 10 11 12 13"));
  EXPECT_EQ(counts.instructions, 13);
  EXPECT_EQ(counts.l1_data_misses, 17);
  EXPECT_EQ(counts.last_level_misses, 11);
  EXPECT_EQ(counts.indirect_mispredictions, 1);
}

TEST(ParseCallgrindDump, ReadsASummaryWhereThereAreNoTotals) {
  EXPECT_EQ(parse_callgrind_dump(with_lines(all_events, "summary: 42")).instructions, 42);
}

TEST(ParseCallgrindDump, RefusesADumpWithoutAnEventByName) {
  try {
    parse_callgrind_dump(with_lines("events: Ir Dr Dw", "totals: 1 2 3"));
    FAIL() << "a dump without a cache simulation has no misses";
  } catch (const MachineError& error) {
    EXPECT_STREQ(error.what(), "callgrind's dump has no event D1mr");
  }
  EXPECT_THROW(parse_callgrind_dump(""), MachineError);
}

TEST(ParseCallgrindDump, RefusesADumpThatWasCutBeforeItsTotals) {
  EXPECT_THROW(parse_callgrind_dump(with_lines(all_events, "")), MachineError) << "not a loop of no instructions";
}

TEST(CallgrindMeter, IsNotAvailableOutsideValgrind) { EXPECT_FALSE(CallgrindMeter::available()); }

}  // namespace
}  // namespace memlore::bench
