#pragma once

// What are the fields of a noun, and what are they called in records?
//
// Each noun's fields are listed once. Its JSON (json/nouns.h), its JSON Schema (json/schema.h), the lines of a worker
// (bench/worker/channel.cpp) and the check of what a worker says fold over that list. A list that lacks a member does
// not compile.

#include <boost/preprocessor/seq/enum.hpp>
#include <boost/preprocessor/seq/transform.hpp>
#include <boost/preprocessor/variadic/to_seq.hpp>
#include <tuple>
#include <type_traits>

namespace memlore {

/// How a field stands in a record.
enum class Form {
  value,              ///< As a value of its own, under its name.
  or_infinity,        ///< A number that is null where it is infinite; null is read as infinity.
  or_minus_infinity,  ///< The same; null is read as minus infinity.
  inlined,            ///< A noun whose fields stand beside the others.
  columns,            ///< A list of nouns, as an array for each of their fields, which stand beside the others.
};

/// The form of a member; a list of fields names those of another form than `value`.
template <auto Member>
inline constexpr Form form_of = Form::value;

/// A member of a noun, and its name in records.
template <auto Member>
struct Field {
  static constexpr auto member = Member;
  static constexpr Form form = form_of<Member>;
  const char* name;
};

/// The fields of a noun, in the order in which it declares them: `name` of the noun, and `list`, a tuple of Field.
template <class Noun>
struct Fields;

template <class Noun>
concept Listed = requires { Fields<std::remove_cvref_t<Noun>>::list; };

/// Calls `visit` with each field of a noun: `visit(field)`, for `field.name` and `noun.*field.member`.
template <Listed Noun, class Visitor>
constexpr void for_each_field(const Visitor& visit) {
  std::apply([&](auto... field) { (visit(field), ...); }, Fields<Noun>::list);
}

}  // namespace memlore

#define MEMLORE_FIELD(_, Noun, field_name) (::memlore::Field<&Noun::field_name>{#field_name})

/// Lists the members of a noun. Written in namespace memlore.
#define MEMLORE_FIELDS(Noun, ...)                                                                               \
  template <>                                                                                                   \
  struct Fields<Noun> {                                                                                         \
    static constexpr const char* name = #Noun;                                                                  \
    static constexpr std::tuple list{                                                                           \
        BOOST_PP_SEQ_ENUM(BOOST_PP_SEQ_TRANSFORM(MEMLORE_FIELD, Noun, BOOST_PP_VARIADIC_TO_SEQ(__VA_ARGS__)))}; \
    /* Does not compile where a member is not listed. */                                                        \
    static void bind_every_member(const Noun& noun) { [[maybe_unused]] const auto& [__VA_ARGS__] = noun; }      \
  };

/// Says in which form a member that is listed stands in a record.
#define MEMLORE_FORM(Noun, member, form) \
  template <>                            \
  inline constexpr Form form_of<&Noun::member> = Form::form;
