#pragma once

// JSON of every noun, from the list of its fields. Internal to what reads and writes records.

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <type_traits>

#include "harness/model/json/values.h"
#include "harness/model/text/input_error.h"
#include "harness/model/vocabulary/conclusions.h"
#include "harness/model/vocabulary/fields.h"
#include "harness/model/vocabulary/journal.h"

namespace memlore {

template <Listed Noun>
void to_json(Json& out, const Noun& noun);
template <Listed Noun>
void from_json(const Json& in, Noun& noun);

inline void to_json(Json& out, const Point& point) { out = point.coordinates; }
inline void from_json(const Json& in, Point& point) { in.get_to(point.coordinates); }

template <class Noun>
void columns_to_json(Json& out, const std::vector<Noun>& nouns) {
  for_each_field<Noun>([&](auto field) {
    auto& column = out[field.name] = Json::array();
    for (const auto& each : nouns) column.push_back(each.*field.member);
  });
}

template <class Noun>
void columns_from_json(const Json& in, std::vector<Noun>& nouns) {
  const auto* first = std::get<0>(Fields<Noun>::list).name;
  nouns.resize(in.at(first).size());
  for_each_field<Noun>([&](auto field) {
    const auto& column = in.at(field.name);
    if (!column.is_array() || column.size() != nouns.size()) {
      throw InputError(std::string("column '") + field.name + "' is not an array as long as column '" + first + "'");
    }
    for (std::size_t i = 0; i < column.size(); ++i) column[i].get_to(nouns[i].*field.member);
  });
}

template <Listed Noun>
void fields_to_json(Json& out, const Noun& noun) {
  for_each_field<Noun>([&](auto field) {
    const auto& value = noun.*field.member;
    if constexpr (field.form == Form::inlined) {
      fields_to_json(out, value);
    } else if constexpr (field.form == Form::columns) {
      columns_to_json(out, value);
    } else {
      out[field.name] = value;  // What is not finite is written as null.
    }
  });
}

template <Listed Noun>
void to_json(Json& out, const Noun& noun) {
  out = Json::object();
  fields_to_json(out, noun);
  if constexpr (has_key<Noun>) out["key"] = noun.point.key();
}

/// A ratio of something over nothing is exact: its ends lie where it lies.
inline void settle(Estimate& estimate) {
  if (std::isinf(estimate.value)) estimate.low = estimate.value;
}
inline void settle(Comparison& comparison) {
  if (std::isinf(comparison.estimate.value)) comparison.low_95 = comparison.estimate.value;
}
inline void settle(PointFinding& finding) {
  if (std::isinf(finding.value)) finding.low_95 = finding.value;
  if (finding.n == 0) finding.value = finding.low_95 = finding.high_95 = 0;
}

constexpr double null_as(Form form) {
  return (form == Form::or_minus_infinity ? -1 : 1) * std::numeric_limits<double>::infinity();
}

template <Listed Noun>
void from_json(const Json& in, Noun& noun) {
  for_each_field<Noun>([&](auto field) {
    auto& value = noun.*field.member;
    if constexpr (field.form == Form::inlined) {
      from_json(in, value);
    } else if constexpr (field.form == Form::columns) {
      columns_from_json(in, value);
    } else if constexpr (field.form == Form::value) {
      in.at(field.name).get_to(value);
    } else {
      const auto& number = in.at(field.name);
      value = number.is_null() ? null_as(field.form) : number.template get<double>();
    }
  });
  if constexpr (requires { settle(noun); }) settle(noun);
}

/// Null where nothing was measured, too: a ratio of 0 is a finding.
inline void to_json(Json& out, const PointFinding& finding) {
  auto written = finding;
  if (finding.n == 0) written.value = written.low_95 = written.high_95 = std::numeric_limits<double>::infinity();
  to_json<PointFinding>(out, written);
}

}  // namespace memlore
