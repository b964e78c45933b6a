#pragma once

// Reads a record of a journal or of a worker's report. Internal to what reads records.

#include <fmt/format.h>

#include <string>
#include <tuple>

#include "harness/model/json/document.h"
#include "harness/model/text/input_error.h"
#include "harness/model/vocabulary/journal.h"

namespace memlore {

/// Calls `take` with the noun that a record, `{"kind":…}`, holds. Throws InputError where it is no record of ours.
template <class Take>
void take_record(const Json& record, const Take& take) {
  if (!record.is_object() || record.size() != 1) throw InputError("not an object with one record");
  const auto& [word, value] = *record.get_ref<const Json::object_t&>().begin();
  auto take_if = [&](auto kind) {
    using Record = typename decltype(kind)::Record;
    if (kind.word != word) return false;
    try {
      take(from_document<Record>(value));
    } catch (const Json::exception& error) {
      throw InputError(fmt::format("a record '{}' that is not as it should be ({})", word, error.what()));
    }
    return true;
  };
  if (!std::apply([&](auto... kinds) { return (take_if(kinds) || ...); }, record_kinds))
    throw InputError("unknown record '" + word + "'");
}

}  // namespace memlore
