#pragma once

// How words and numbers look in JSON, and what reading them is strict about.

#include <array>
#include <chrono>
#include <cmath>
#include <concepts>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/job.h"
#include "harness/model/record/run.h"
#include "harness/model/text/input_error.h"

namespace nlohmann {

/// The library takes 1.5 and true for the integer 1 and wraps what is too large; reading is stricter than that.
template <std::integral Number>
  requires(!std::same_as<Number, bool>)
struct adl_serializer<Number> {
  static void to_json(json& out, Number value) { nlohmann::to_json(out, value); }
  static void from_json(const json& in, Number& value) {
    if (!in.is_number_integer())
      throw memlore::InputError(std::string("an integer was expected, not ") + in.type_name());
    const bool fits = in.is_number_unsigned() ? std::in_range<Number>(in.get_ref<const json::number_unsigned_t&>())
                                              : std::in_range<Number>(in.get_ref<const json::number_integer_t&>());
    if (!fits) throw memlore::InputError("the integer " + in.dump() + " is out of range");
    nlohmann::from_json(in, value);
  }
};

template <class Value>
struct adl_serializer<std::optional<Value>> {
  static void to_json(json& out, const std::optional<Value>& value) {
    if (value) {
      out = *value;
    } else {
      out = nullptr;
    }
  }
  static void from_json(const json& in, std::optional<Value>& value) {
    if (in.is_null()) {
      value = std::nullopt;
    } else {
      value = in.get<Value>();
    }
  }
};

template <class Count, class Period>
struct adl_serializer<std::chrono::duration<Count, Period>> {
  static void to_json(json& out, const std::chrono::duration<Count, Period>& value) { out = value.count(); }
  static void from_json(const json& in, std::chrono::duration<Count, Period>& value) {
    value = std::chrono::duration<Count, Period>{in.get<Count>()};
  }
};

}  // namespace nlohmann

namespace memlore {

using Json = nlohmann::json;

/// The words of an enumeration, in its own order.
template <class Enumeration>
struct Words;

template <>
struct Words<Tier> {
  static constexpr std::array<std::string_view, 3> list{"smoke", "quick", "full"};
};
template <>
struct Words<Pass> {
  static constexpr std::array<std::string_view, 5> list{"time", "count", "allocate", "simulate", "footprint"};
};
template <>
struct Words<CounterSource> {
  static constexpr auto list = counter_source_names;
};
template <>
struct Words<Task> {
  static constexpr std::array<std::string_view, 6> list{"calibrate", "time",     "count",
                                                        "allocate",  "simulate", "footprint"};
};
template <>
struct Words<Severity> {
  static constexpr std::array<std::string_view, 5> list{"unknown", "ok", "note", "warning", "severe"};
};
template <>
struct Words<Relation> {
  static constexpr std::array<std::string_view, 3> list{"at_least", "at_most", "equivalent"};
};
template <>
struct Words<AnswerWord> {
  static constexpr std::array<std::string_view, 3> list{"right", "wrong", "not_available"};
};
template <>
struct Words<Decision> {
  static constexpr std::array<std::string_view, 4> list{"greater", "less", "equivalent", "inconclusive"};
};
template <>
struct Words<Stance> {
  static constexpr std::array<std::string_view, 3> list{"supports", "contradicts", "undecided"};
};
template <>
struct Words<Sign> {
  static constexpr std::array<std::string_view, 3> list{"less", "same", "more"};
};
template <>
struct Words<VerdictWord> {
  static constexpr std::array<std::string_view, 5> list{"holds", "refuted", "depends", "inconclusive", "invalid"};
};

template <class Enumeration>
concept Worded = requires { Words<Enumeration>::list; };

/// The library's own complaint names a reference type; people who read the file know words and numbers.
inline const std::string& word_in(const Json& in) {
  if (!in.is_string()) throw InputError(std::string("a word was expected, not ") + in.type_name());
  return in.get_ref<const std::string&>();
}

template <Worded Enumeration>
void to_json(Json& out, const Enumeration& value) {
  out = Words<Enumeration>::list.at(static_cast<std::size_t>(value));
}

template <Worded Enumeration>
void from_json(const Json& in, Enumeration& value) {
  const auto& word = word_in(in);
  const auto& list = Words<Enumeration>::list;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == word) {
      value = static_cast<Enumeration>(i);
      return;
    }
  }
  std::string known;
  for (const auto& each : list) known += (known.empty() ? "" : ", ") + std::string(each);
  throw InputError("unknown word '" + word + "'; known: " + known);
}

inline void to_json(Json& out, const Metric& metric) { out = traits_of(metric).name; }

inline void from_json(const Json& in, Metric& metric) {
  const auto& word = word_in(in);
  const auto found = metric_named(word);
  if (!found) throw InputError("unknown metric '" + word + "'");
  metric = *found;
}

/// A field that records of an earlier program do not have: absent, it keeps its default.
template <class Field>
void get_optional(const Json& in, const char* name, Field& field) {
  if (const auto found = in.find(name); found != in.end()) found->get_to(field);
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type and members cannot stand in brackets
/// What NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE does, for a type that has grown: the members in the first pair of brackets
/// are in every record, those in the second are not in records of earlier programs and keep their defaults then.
#define MEMLORE_JSON_OF_GROWN_TYPE(Type, ALWAYS, LATER)                           \
  inline void to_json(Json& out, const Type& value) {                             \
    MEMLORE_FOR_EACH(MEMLORE_JSON_WRITE, MEMLORE_LIST ALWAYS, MEMLORE_LIST LATER) \
  }                                                                               \
  inline void from_json(const Json& in, Type& value) {                            \
    MEMLORE_FOR_EACH(MEMLORE_JSON_READ, MEMLORE_LIST ALWAYS)                      \
    MEMLORE_FOR_EACH(MEMLORE_JSON_READ_LATER, MEMLORE_LIST LATER)                 \
  }
#define MEMLORE_LIST(...) __VA_ARGS__
#define MEMLORE_FOR_EACH(...) NLOHMANN_JSON_EXPAND(NLOHMANN_JSON_PASTE(__VA_ARGS__))
#define MEMLORE_JSON_WRITE(member) out[#member] = value.member;
#define MEMLORE_JSON_READ(member) in.at(#member).get_to(value.member);
#define MEMLORE_JSON_READ_LATER(member) get_optional(in, #member, value.member);
// NOLINTEND(bugprone-macro-parentheses)

}  // namespace memlore
