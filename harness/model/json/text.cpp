#include "harness/model/json/text.h"

#include <string>
#include <utility>
#include <vector>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore {
namespace {

using Json = nlohmann::json;

void clean_names(Json::object_t& object) {
  std::vector<std::string> dirty;
  for (const auto& [name, value] : object) {
    if (!is_printable(name, longest_text)) dirty.push_back(name);
  }
  for (const auto& name : dirty) {
    auto field = object.extract(name);
    field.key() = printable(name, longest_text);
    object.insert(std::move(field));
  }
}

/// Records are nested some ten deep. What is nested without end overflows the stack of whatever follows its structure.
bool is_nested_too_deep(std::string_view text) {
  constexpr int deepest = 100;
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char each = text[i];
    if (in_string) {
      if (each == '\\') ++i;
      in_string = each != '"';
    } else if (each == '"') {
      in_string = true;
    } else if ((each == '[' || each == '{') && ++depth > deepest) {
      return true;
    } else if (each == ']' || each == '}') {
      --depth;
    }
  }
  return false;
}

}  // namespace

Json parse_json(std::string_view text, std::string_view name) {
  if (is_nested_too_deep(text)) throw InputError(std::string(name) + ": not valid JSON of ours (nested too deep)");
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    // "[json.exception.parse_error.101] parse error at …". The library quotes what it read last, however long that is.
    constexpr std::size_t longest_complaint = 300;
    std::string_view complaint = error.what();
    if (const auto end = complaint.find("] "); complaint.starts_with('[') && end != std::string_view::npos)
      complaint.remove_prefix(end + 2);
    throw InputError(std::string(name) + ": not valid JSON (" + printable_ends(complaint, longest_complaint) + ")");
  }
}

void clean(Json& json) {
  // A list of what is still to be cleaned, not recursion: a hostile document is nested deeper than any stack.
  std::vector<Json*> left{&json};
  while (!left.empty()) {
    auto& value = *left.back();
    left.pop_back();
    if (value.is_string()) {
      auto& text = value.get_ref<std::string&>();
      if (!is_printable(text, longest_text)) text = printable(text, longest_text);
    } else if (value.is_object()) {
      clean_names(value.get_ref<Json::object_t&>());
      for (auto& each : value) left.push_back(&each);
    } else if (value.is_array()) {
      for (auto& each : value) {
        if (each.is_string() || each.is_structured()) left.push_back(&each);
      }
    }
  }
}

Json parse_clean(std::string_view text, std::string_view name) {
  auto json = parse_json(text, name);
  clean(json);
  return json;
}

}  // namespace memlore
