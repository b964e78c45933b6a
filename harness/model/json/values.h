#pragma once

// How numbers and words look in JSON, and how strictly they are read. Internal to what reads and writes records.

#include <chrono>
#include <concepts>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>

#include "harness/model/catalogue/metric.h"
#include "harness/model/text/input_error.h"
#include "harness/model/vocabulary/words.h"

namespace nlohmann {

/// The library takes 1.5 and true for the integer 1 and wraps what is too large; reading is stricter than that.
template <std::integral Number>
  requires(!std::same_as<Number, bool>)
struct adl_serializer<Number> {
  template <class AnyJson>
  static void to_json(AnyJson& out, Number value) {
    nlohmann::to_json(out, value);
  }
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

/// The library's own complaint names a reference type; people who read the file know words and numbers.
inline const std::string& word_in(const Json& in) {
  if (!in.is_string()) throw InputError(std::string("a word was expected, not ") + in.type_name());
  return in.get_ref<const std::string&>();
}

template <Worded Enumeration>
void to_json(Json& out, const Enumeration& value) {
  out = word_of(value);
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

}  // namespace memlore
