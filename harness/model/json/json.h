#pragma once

// Nouns to JSON text and back. Instantiated for documents, jobs, environments and whatever a journal holds; the JSON
// library's own header stays out of everyone else's compilation.
//
// Reading is strict: every field must be there and of its type, an unknown word for an enumeration is refused, a newer
// schema is refused by name. Numbers that are not finite are written as null and only read back where that has a
// meaning. Every text is made printable (printable.h) as it is read, so that no noun holds one that forges a line; of a
// catalogue, names that are not printable are refused.

#include <string>
#include <string_view>

namespace memlore {

/// JSON text of a noun, on one line, or indented by two spaces.
template <class Noun>
std::string encode(const Noun& noun, bool indented = false);

/// The noun in a JSON text. `name` is the file or stream for the message of the InputError thrown for anything wrong.
template <class Noun>
Noun decode(std::string_view text, std::string_view name);

/// The text of a record of a journal, without the end of its line (vocabulary/journal.h): `{"fault":{…}}`.
template <class Record>
std::string encode_record(const Record& record);

/// The kind that a JSON document of ours says it is (`memlore.run`, `memlore.judgement`, `memlore.agreement`,
/// `memlore.catalogue`). Throws InputError when the text is not JSON or says nothing of the sort.
std::string kind_of_document(std::string_view text, std::string_view name);

}  // namespace memlore
