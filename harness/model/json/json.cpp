#include "harness/model/json/json.h"

#include <type_traits>

#include "harness/model/catalogue/names.h"
#include "harness/model/json/document.h"
#include "harness/model/json/text.h"
#include "harness/model/text/printable.h"

namespace memlore {
namespace {

/// What is complained of may quote a word of the document.
[[noreturn]] void refuse(std::string_view name, const std::string& what) {
  constexpr std::size_t longest_complaint = 400;
  throw InputError(std::string(name) + ": " + printable_ends(what, longest_complaint));
}

std::string text_of(const Json& json, bool indented = false) {
  return json.dump(indented ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

template <class Noun>
std::string encode(const Noun& noun, bool indented) {
  return text_of(to_document(noun), indented);
}

template <class Noun>
Noun decode(std::string_view text, std::string_view name) {
  auto json = parse_json(text, name);
  try {
    if constexpr (std::is_same_v<Noun, Catalogue>) check_names(from_document<Catalogue>(json));
    clean(json);
    return from_document<Noun>(json);
  } catch (const Json::exception& error) {
    refuse(name, std::string("not what was expected (") + error.what() + ")");
  } catch (const InputError& error) {
    refuse(name, error.what());
  }
}

template <class Record>
std::string encode_record(const Record& record) {
  return R"({")" + std::string(kind_of<Record>()) + R"(":)" + encode(record) + "}";
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

#define MEMLORE_JSON_RECORD(Noun) \
  MEMLORE_JSON_NOUN(Noun)         \
  template std::string encode_record<Noun>(const Noun&);

MEMLORE_JSON_NOUN(Agreement)
MEMLORE_JSON_NOUN(Catalogue)
MEMLORE_JSON_NOUN(Counters)
MEMLORE_JSON_NOUN(Environment)
MEMLORE_JSON_NOUN(Examination)
MEMLORE_JSON_NOUN(Job)
MEMLORE_JSON_NOUN(Judgement)
MEMLORE_JSON_NOUN(LeftOut)
MEMLORE_JSON_NOUN(Observation)
MEMLORE_JSON_NOUN(SelfTest)

MEMLORE_JSON_RECORD(ArmLeftOut)
MEMLORE_JSON_RECORD(ArmObservations)
MEMLORE_JSON_RECORD(AtWork)
MEMLORE_JSON_RECORD(Calibration)
MEMLORE_JSON_RECORD(End)
MEMLORE_JSON_RECORD(Fault)
MEMLORE_JSON_RECORD(Finding)
MEMLORE_JSON_RECORD(ParentUsage)
MEMLORE_JSON_RECORD(Plan)
MEMLORE_JSON_RECORD(Run)
MEMLORE_JSON_RECORD(TimedBlock)
MEMLORE_JSON_RECORD(TimedCell)
MEMLORE_JSON_RECORD(Timekeeping)
MEMLORE_JSON_RECORD(WorkerUsage)

#undef MEMLORE_JSON_RECORD
#undef MEMLORE_JSON_NOUN

}  // namespace memlore
