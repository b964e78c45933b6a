#pragma once

// The fields of what a benches program declares.

#include "harness/model/catalogue/experiment.h"
#include "harness/model/vocabulary/fields.h"

namespace memlore {

// A point has no list: a record holds it as the array of its coordinates.
MEMLORE_FIELDS(Coordinate, factor, value, label)

MEMLORE_FIELDS(Level, value, label, tier)
MEMLORE_FIELDS(Factor, name, unit, levels)
MEMLORE_FIELDS(FieldLayout, name, offset_bytes, size_bytes)
MEMLORE_FIELDS(Layout, type, size_bytes, alignment_bytes, fields)
MEMLORE_FIELDS(Arm, name, description, has_kernel, not_built, layouts)
MEMLORE_FIELDS(Condition, factor, levels)
MEMLORE_FIELDS(Claim, row, sentence, contender, baseline, metric, relation, threshold, domain)
MEMLORE_FIELDS(KnownAnswer, pass, metric, arm, less, point, expected, tolerance, question)
MEMLORE_FIELDS(AnswerOutcome, answer, experiment, point, source, counted, word, reason)
MEMLORE_FIELDS(Experiment, id, question, operation, factors, arms, claims, passes, caveats, answers)
MEMLORE_FIELDS(LibraryVersion, name, version)
MEMLORE_FIELDS(Catalogue, schema_version, experiments, libraries)

}  // namespace memlore
