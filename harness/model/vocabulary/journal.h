#pragma once

// The kinds of records that a journal, or the report of a worker, is made of. Each is a line of JSON with one member,
// which is called what the record is: `{"timed":{"process":3,…}}`.

#include <string_view>
#include <tuple>

#include "harness/model/record/journal_records.h"
#include "harness/model/vocabulary/fields.h"
#include "harness/model/vocabulary/record.h"

namespace memlore {

MEMLORE_FIELDS(AtWork, cell, arm)
MEMLORE_FORM(TimedBlock, block, inlined)
MEMLORE_FIELDS(TimedBlock, process, worker, cell, arm, iterations, block)
MEMLORE_FIELDS(TimedCell, process, worker, cell, blocks)
MEMLORE_FIELDS(ArmObservations, cell, arm, all)
MEMLORE_FIELDS(ArmLeftOut, cell, arm, what)
template <>
struct Fields<End> {
  static constexpr std::tuple<> list{};
};

/// A kind of record, and its word.
template <class Noun>
struct RecordKind {
  using Record = Noun;
  std::string_view word;
};

/// Every kind. Whoever reads records says what each means to it; one that it forgets does not compile.
inline constexpr std::tuple record_kinds{
    // Of a worker to its crew; no journal has these.
    RecordKind<AtWork>{"begin"}, RecordKind<End>{"end"},
    // Of a worker.
    RecordKind<TimedBlock>{"block"}, RecordKind<TimedCell>{"timed"}, RecordKind<ArmObservations>{"observations"},
    RecordKind<Calibration>{"calibration"}, RecordKind<Timekeeping>{"timekeeping"}, RecordKind<WorkerUsage>{"usage"},
    // Of both.
    RecordKind<ArmLeftOut>{"left_out"}, RecordKind<Fault>{"fault"},
    // Of the process that conducts the run.
    RecordKind<Run>{"run"}, RecordKind<Plan>{"plan"}, RecordKind<ParentUsage>{"parent"},
    RecordKind<Finding>{"finding"}};

/// The word of a kind.
template <class Record>
constexpr std::string_view kind_of() {
  return std::get<RecordKind<Record>>(record_kinds).word;
}

}  // namespace memlore
