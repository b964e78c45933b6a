#pragma once

// The JSON Schema of a document (draft 2020-12), from the lists of fields that reading and writing it fold over. The
// files in results/schema/ hold it for other people's tools; a test compares them with what is generated.

#include <string>

namespace memlore {

/// Schema of Run, Judgement or Agreement, indented, with the end of its last line.
template <class Noun>
std::string schema_of();

}  // namespace memlore
