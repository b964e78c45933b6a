#pragma once

// The words of each enumeration, as they stand in records and, where people read them, in tables.

#include <array>
#include <string_view>

#include "harness/model/catalogue/claim.h"
#include "harness/model/catalogue/factor.h"
#include "harness/model/catalogue/known_answer.h"
#include "harness/model/catalogue/pass.h"
#include "harness/model/conclusions/agreement.h"
#include "harness/model/conclusions/finding.h"
#include "harness/model/conclusions/judgement.h"
#include "harness/model/record/counter_source.h"
#include "harness/model/record/job.h"

namespace memlore {

/// `list`: the words of an enumeration, in the order of its values.
template <class Enumeration>
struct Words;

template <class Enumeration>
concept Worded = requires { Words<Enumeration>::list; };

/// The word of a value.
template <Worded Enumeration>
constexpr std::string_view word_of(Enumeration value) {
  return Words<Enumeration>::list.at(static_cast<std::size_t>(value));
}

template <>
struct Words<Tier> {
  static constexpr std::array<std::string_view, 3> list{"smoke", "quick", "full"};
};
template <>
struct Words<Relation> {
  static constexpr std::array<std::string_view, 3> list{"at_least", "at_most", "within"};
};
template <>
struct Words<Pass> {
  static constexpr auto list = [] {
    std::array<std::string_view, all_passes.size()> words;
    for (std::size_t i = 0; i < words.size(); ++i) words.at(i) = name_of(all_passes.at(i));
    return words;
  }();
};
template <>
struct Words<AnswerWord> {
  static constexpr std::array<std::string_view, 3> list{"right", "wrong", "not_available"};
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
struct Words<Decision> {
  static constexpr std::array<std::string_view, 4> list{"greater", "less", "same", "undecided"};
};
template <>
struct Words<Stance> {
  static constexpr std::array<std::string_view, 4> list{"supports", "contradicts", "undecided", "outside"};
};
template <>
struct Words<Sign> {
  static constexpr std::array<std::string_view, 3> list{"less", "same", "more"};
};
template <>
struct Words<VerdictWord> {
  static constexpr std::array<std::string_view, 5> list{"holds", "refuted", "depends", "inconclusive", "invalid"};
};
template <>
struct Words<AgreementWord> {
  static constexpr std::array<std::string_view, 6> list{"contradiction", "shifted",     "undecided",
                                                        "invalid",       "only_in_one", "same"};
};

}  // namespace memlore
