#pragma once

// Documents say what they are and by which schema they were written; lines of a journal do not. Internal to what reads
// and writes records.

#include <string>
#include <type_traits>

#include "harness/model/json/nouns.h"
#include "harness/model/text/input_error.h"

namespace memlore {

struct Document {
  const char* kind;
  int schema_version;
};

/// Of a noun that is a document; without a kind for any other.
template <class Noun>
constexpr Document document_of() {
  if constexpr (std::is_same_v<Noun, Run>) return {"memlore.run", run_schema_version};
  if constexpr (std::is_same_v<Noun, Judgement>) return {"memlore.judgement", judgement_schema_version};
  if constexpr (std::is_same_v<Noun, SelfTest>) return {"memlore.self_test", self_test_schema_version};
  if constexpr (std::is_same_v<Noun, Agreement>) return {"memlore.agreement", agreement_schema_version};
  if constexpr (std::is_same_v<Noun, Examination>) return {"memlore.doctor", examination_schema_version};
  if constexpr (std::is_same_v<Noun, Counters>) return {"memlore.counters", counters_schema_version};
  if constexpr (std::is_same_v<Noun, Catalogue>) return {"memlore.catalogue", 1};
  return {nullptr, 0};
}

template <class Noun>
concept IsDocument = document_of<Noun>().kind != nullptr;

/// Throws InputError unless the JSON is a document of that kind and version.
inline void check_document(const Json& json, const Document& document) {
  if (!json.is_object() || !json.contains("kind") || json["kind"] != document.kind) {
    throw InputError(std::string("not a document of kind '") + document.kind + "'");
  }
  const auto version = json.find("schema_version");
  if (version == json.end() || !version->is_number_integer()) throw InputError("has no integer 'schema_version'");
  if (*version == document.schema_version) return;
  const bool newer = *version > document.schema_version;
  throw InputError("has schema_version " + version->dump() + " of '" + document.kind +
                   (newer ? "', newer" : "', older") + " than the " + std::to_string(document.schema_version) +
                   " that this memlore reads; " +
                   (newer ? "use a newer memlore" : "what it lacks cannot be made up: use the memlore that wrote it"));
}

/// JSON of a noun; of a document with its kind and its version.
template <class Noun>
Json to_document(const Noun& noun) {
  Json json = noun;
  if constexpr (IsDocument<Noun>) {
    json["kind"] = document_of<Noun>().kind;
    json["schema_version"] = document_of<Noun>().schema_version;
  }
  return json;
}

/// The noun in a JSON value. Throws InputError, or an exception of the JSON library, where it is another one.
template <class Noun>
Noun from_document(const Json& json) {
  if constexpr (IsDocument<Noun>) check_document(json, document_of<Noun>());
  return json.get<Noun>();
}

}  // namespace memlore
