#pragma once

// JSON text of others, parsed and cleaned. Internal to what reads records: everyone else decodes nouns.

#include <nlohmann/json.hpp>
#include <string_view>

namespace memlore {

/// The document in a text. Throws InputError, with `name` and a bounded quote, where the text is no JSON.
nlohmann::json parse_json(std::string_view text, std::string_view name);

/// Makes every string of a document printable, in place: values, and the names of an object's fields, of which two that
/// become the same keep one. Copies nothing that is clean.
void clean(nlohmann::json& json);

/// Both.
nlohmann::json parse_clean(std::string_view text, std::string_view name);

}  // namespace memlore
