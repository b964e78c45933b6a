#include "harness/model/json/json.h"

#include <type_traits>

#include "harness/model/catalogue/names.h"
#include "harness/model/json/json_agreement.h"
#include "harness/model/json/json_counters.h"
#include "harness/model/json/json_examination.h"
#include "harness/model/json/json_judgement.h"
#include "harness/model/json/json_self_test.h"
#include "harness/model/json/json_text.h"
#include "harness/model/text/printable.h"

namespace memlore {
namespace {

/// Documents carry what they are and by which schema they were written; lines of a journal do not.
struct Document {
  const char* kind;
  int schema_version;
};

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

/// What is complained of may quote a word of the document.
[[noreturn]] void refuse(std::string_view name, const std::string& what) {
  constexpr std::size_t longest_complaint = 400;
  throw InputError(std::string(name) + ": " + printable_ends(what, longest_complaint));
}

void check_document(const Json& json, const Document& document, std::string_view name) {
  if (!json.is_object() || !json.contains("kind") || json["kind"] != document.kind) {
    refuse(name, std::string("not a document of kind '") + document.kind + "'");
  }
  const auto version = json.find("schema_version");
  if (version == json.end() || !version->is_number_integer()) refuse(name, "has no integer 'schema_version'");
  if (*version > document.schema_version) {
    refuse(name, "has schema_version " + version->dump() + " of '" + document.kind + "', newer than the " +
                     std::to_string(document.schema_version) + " that this memlore reads; use a newer memlore");
  }
  if (*version < document.schema_version) {
    refuse(name, "has schema_version " + version->dump() + " of '" + document.kind + "', older than the " +
                     std::to_string(document.schema_version) +
                     " that this memlore reads; what it lacks cannot be made up: use the memlore that wrote it");
  }
}

}  // namespace

template <class Noun>
std::string encode(const Noun& noun, bool indented) {
  Json json = noun;
  constexpr auto document = document_of<Noun>();
  if constexpr (document.kind != nullptr) {
    json["kind"] = document.kind;
    json["schema_version"] = document.schema_version;
  }
  return json.dump(indented ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

template <class Noun>
Noun decode(std::string_view text, std::string_view name) {
  auto json = parse_json(text, name);
  constexpr auto document = document_of<Noun>();
  if constexpr (document.kind != nullptr) {
    check_document(json, document, name);
  }
  try {
    if constexpr (std::is_same_v<Noun, Catalogue>) check_names(json.get<Catalogue>());
    clean(json);
    return json.get<Noun>();
  } catch (const Json::exception& error) {
    refuse(name, std::string("not what was expected (") + error.what() + ")");
  } catch (const InputError& error) {
    refuse(name, error.what());
  }
}

std::string kind_of_document(std::string_view text, std::string_view name) {
  const auto json = parse_clean(text, name);
  if (!json.is_object() || !json.contains("kind") || !json["kind"].is_string())
    refuse(name, "says nothing of its 'kind'");
  return json["kind"].get<std::string>();
}

#define MEMLORE_JSON_NOUN(Noun)                         \
  template std::string encode<Noun>(const Noun&, bool); \
  template Noun decode<Noun>(std::string_view, std::string_view);

MEMLORE_JSON_NOUN(Agreement)
MEMLORE_JSON_NOUN(Catalogue)
MEMLORE_JSON_NOUN(Counters)
MEMLORE_JSON_NOUN(Environment)
MEMLORE_JSON_NOUN(Examination)
MEMLORE_JSON_NOUN(Fault)
MEMLORE_JSON_NOUN(Finding)
MEMLORE_JSON_NOUN(Job)
MEMLORE_JSON_NOUN(Judgement)
MEMLORE_JSON_NOUN(LeftOut)
MEMLORE_JSON_NOUN(Observation)
MEMLORE_JSON_NOUN(ParentUsage)
MEMLORE_JSON_NOUN(Plan)
MEMLORE_JSON_NOUN(Run)
MEMLORE_JSON_NOUN(SelfTest)
MEMLORE_JSON_NOUN(WorkerUsage)

#undef MEMLORE_JSON_NOUN

}  // namespace memlore
