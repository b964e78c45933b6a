#include "harness/model/json/schema.h"

#include <chrono>
#include <concepts>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/json/document.h"

namespace memlore {
namespace {

/// Its members stay in the order in which they were added: that of the lists.
using Schema = nlohmann::ordered_json;

template <class Value>
struct Type {};

template <class Value>
Schema schema(Type<Value> type, Schema& definitions);

Schema schema(Type<bool>, Schema&) { return {{"type", "boolean"}}; }
Schema schema(Type<std::string>, Schema&) { return {{"type", "string"}}; }
Schema schema(Type<double>, Schema&) { return {{"type", "number"}}; }

template <std::integral Number>
Schema schema(Type<Number>, Schema&) {
  Schema integer{{"type", "integer"}};
  if (std::unsigned_integral<Number>) integer["minimum"] = 0;
  return integer;
}

template <class Count, class Period>
Schema schema(Type<std::chrono::duration<Count, Period>>, Schema& definitions) {
  return schema(Type<Count>(), definitions);
}

template <Worded Enumeration>
Schema schema(Type<Enumeration>, Schema&) {
  return {{"enum", Words<Enumeration>::list}};
}

Schema schema(Type<Metric>, Schema& definitions) {
  auto words = Schema::array();
  for (const auto& traits : all_metrics()) words.push_back(traits.name);
  definitions["Metric"] = {{"enum", words}};
  return {{"$ref", "#/$defs/Metric"}};
}

template <class Value>
Schema schema(Type<std::vector<Value>>, Schema& definitions) {
  return {{"type", "array"}, {"items", schema(Type<Value>(), definitions)}};
}

Schema schema(Type<Point>, Schema& definitions) { return schema(Type<std::vector<Coordinate>>(), definitions); }

Schema or_null(const Schema& other) { return {{"anyOf", {other, {{"type", "null"}}}}}; }

template <class Value>
Schema schema(Type<std::optional<Value>>, Schema& definitions) {
  return or_null(schema(Type<Value>(), definitions));
}

template <Listed Noun>
void add_properties(Schema& properties, Schema& definitions) {
  for_each_field<Noun>([&](auto field) {
    using Value = std::remove_cvref_t<decltype(std::declval<Noun>().*field.member)>;
    if constexpr (field.form == Form::inlined) {
      add_properties<Value>(properties, definitions);
    } else if constexpr (field.form == Form::columns) {
      Schema columns;
      add_properties<typename Value::value_type>(columns, definitions);
      for (const auto& [name, each] : columns.items()) properties[name] = {{"type", "array"}, {"items", each}};
    } else {
      auto value = schema(Type<Value>(), definitions);
      properties[field.name] = field.form == Form::value ? value : or_null(value);
    }
  });
  if constexpr (has_key<Noun>) properties["key"] = schema(Type<std::string>(), definitions);
}

/// An object with these properties, all of them and no other.
Schema object_of(const Schema& properties) {
  auto required = Schema::array();
  for (const auto& [name, each] : properties.items()) required.push_back(name);
  return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

template <Listed Noun>
Schema schema(Type<Noun>, Schema& definitions) {
  const std::string name = Fields<Noun>::name;
  if (!definitions.contains(name)) {
    Schema properties;
    add_properties<Noun>(properties, definitions);
    definitions[name] = object_of(properties);
  }
  return {{"$ref", "#/$defs/" + name}};
}

/// Indented, but for what fits into a line.
// NOLINTNEXTLINE(misc-no-recursion): a schema is as deep as our own nouns, some six levels.
std::string text_of(const Schema& value, std::size_t indent = 0) {
  constexpr std::size_t line = 100;
  const auto text = value.dump();
  if (indent + text.size() <= line || !value.is_structured()) return text;
  const auto [open, close] = value.is_object() ? std::pair{'{', '}'} : std::pair{'[', ']'};
  const auto end = '\n' + std::string(indent, ' ');
  std::string members;
  for (const auto& [name, each] : value.items()) {
    members += (members.empty() ? "" : ",") + end + ' ';
    if (value.is_object()) members += Schema(name).dump() + ": ";
    members += text_of(each, indent + 1);
  }
  return open + members + end + close;
}

}  // namespace

template <class Noun>
std::string schema_of() {
  constexpr auto document = document_of<Noun>();
  Schema properties;
  properties["kind"] = {{"const", document.kind}};
  properties["schema_version"] = {{"const", document.schema_version}};
  Schema definitions;
  add_properties<Noun>(properties, definitions);
  Schema whole{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", document.kind}};
  whole.update(object_of(properties));
  whole["$defs"] = definitions;
  return text_of(whole) + '\n';
}

template std::string schema_of<Agreement>();
template std::string schema_of<Judgement>();
template std::string schema_of<Run>();

}  // namespace memlore
