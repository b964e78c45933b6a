// How the measured code was built.

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/doctor/check.h"
#include "harness/doctor/facts.h"

namespace memlore::doctor {
namespace {

Diagnosis optimisation(const Subject& subject) {
  return of_text(subject, "library", "kernels build", [](const std::string& words) -> Diagnosis {
    const auto says = [&](std::string_view word) { return words.find(word) != std::string::npos; };
    const bool good = !says("not optimised") && !says("with assertions");
    return {good ? Severity::ok : Severity::severe, "the kernels are " + words};
  });
}

Diagnosis sanitizers(const Subject& subject) {
  const auto fact = fact_of(subject, "build", "sanitizers");
  if (fact.value) return {Severity::severe, "built with -fsanitize=" + *fact.value};
  if (fact.absent == "built without sanitizers") return {Severity::ok, fact.absent};
  return unknown(fact.absent);
}

Diagnosis tuning(const Subject& subject) {
  return of_text(subject, "build", "flags", [](const std::string& flags) -> Diagnosis {
    const bool tuned =
        flags.find("-march=native") != std::string::npos || flags.find("-mcpu=native") != std::string::npos;
    return {tuned ? Severity::note : Severity::ok, fmt::format("flags '{}'", flags)};
  });
}

Diagnosis benchmark_library(const Subject& subject) {
  return of_text(subject, "library", "google benchmark build", [](const std::string& type) -> Diagnosis {
    if (type == "release") return {Severity::ok, "built as release"};
    return {Severity::note, "Google Benchmark was built as " + type};
  });
}

Diagnosis code_layouts(const Subject& subject) {
  const auto layouts = std::ranges::count_if(subject.environment.facts, [](const Fact& fact) {
    return fact.topic == "worker" && fact.name.starts_with("sha1 of layout") && fact.value.has_value();
  });
  constexpr int enough = 12;
  if (layouts == 0) return unknown("no benches program was examined");
  return {layouts >= enough ? Severity::ok : Severity::warning,
          fmt::format("{} code layout{}", layouts, layouts == 1 ? "" : "s")};
}

Diagnosis sources(const Subject& subject) {
  return of_text(subject, "source", "modified", [](const std::string& word) -> Diagnosis {
    if (word == "no") return {Severity::ok, "the sources are those of their commit"};
    return {Severity::note, "the sources differ from their commit"};
  });
}

constexpr std::array checks{
    Check{"optimisation",
          "Optimised kernels",
          "Code built for debugging or with assertions does work that no released program does.",
          "cmake --workflow --preset bench",
          {},
          optimisation},
    Check{"sanitizers",
          "Sanitizers",
          "A sanitizer checks every access, which costs more than the work that is measured.",
          "cmake --workflow --preset bench",
          {},
          sanitizers},
    Check{
        "tuning",
        "Tuned to this processor",
        "Results of code built for this processor hold for machines like it, not for the code that distributions ship.",
        "cmake --workflow --preset bench",
        {},
        tuning},
    Check{"benchmark_library",
          "Build of Google Benchmark",
          "The timed loop comes from the header of the library and is built as the kernels are. A debug build of the "
          "library adds some hundred nanoseconds to each block, the same for every arm.",
          "configure with -DMEMLORE_BENCHMARK_SOURCE=<checkout>; distributions ship such a build",
          {},
          benchmark_library},
    Check{
        "code_layouts",
        "Code layouts",
        "With few layouts, the luck of where code lies looks like an effect of the arm: a few per cent, at times tens.",
        "install lld, then cmake --workflow --preset bench",
        {},
        code_layouts},
    Check{"sources",
          "Sources as committed",
          "The commit in the record does not say what was measured.",
          "commit first, then build and measure",
          {},
          sources},
};

}  // namespace

std::span<const Check> build_checks() { return checks; }

}  // namespace memlore::doctor
