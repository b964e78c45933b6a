#pragma once

// How checks read facts: a value, a number, or the diagnosis that nothing is known, with the reason.

#include <optional>
#include <string>
#include <string_view>

#include "harness/doctor/check.h"

namespace memlore::doctor {

/// A fact, or one whose absence says that it was not examined.
Fact fact_of(const Subject& subject, std::string_view topic, std::string_view name);

/// The number that a fact's value begins with, as in `1.5 CPUs`; nothing where there is none.
std::optional<double> number_of(const Subject& subject, std::string_view topic, std::string_view name);

Diagnosis unknown(std::string why);

/// The diagnosis of `judge` for a fact's text; unknown, with the reason, where there is none.
template <class Judge>
Diagnosis of_text(const Subject& subject, std::string_view topic, std::string_view name, Judge judge) {
  const auto fact = fact_of(subject, topic, name);
  return fact.value ? judge(*fact.value) : unknown(fact.absent);
}

/// The diagnosis of `judge` for a fact's number; unknown where there is no fact, or no number in it.
template <class Judge>
Diagnosis of_number(const Subject& subject, std::string_view topic, std::string_view name, Judge judge) {
  const auto fact = fact_of(subject, topic, name);
  if (!fact.value) return unknown(fact.absent);
  const auto number = number_of(subject, topic, name);
  return number ? judge(*number) : unknown("'" + *fact.value + "' is no number");
}

/// True in a virtual machine; false where it is not known.
bool is_guest(const Subject& subject);

/// `512 MiB`, `3.9 GiB`.
std::string size_in_words(double bytes);

/// `in 183 s`: the time that the facts of topic `activity` are about.
std::string time_watched(const Subject& subject);

}  // namespace memlore::doctor
