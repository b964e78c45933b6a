#include "harness/report/look.h"

#include <fmt/format.h>

#include <array>

#include "harness/model/vocabulary/words.h"

namespace memlore::report {
namespace {

using Colour = fmt::terminal_color;

/// In the order of the enumerations.
constexpr std::array verdict_colours{Colour::green, Colour::magenta, Colour::cyan, Colour::yellow, Colour::red};
constexpr std::array agreement_colours{Colour::red, Colour::magenta, Colour::yellow,
                                       Colour::red, Colour::yellow,  Colour::green};
constexpr std::array severity_colours{Colour::white, Colour::green, Colour::cyan, Colour::yellow, Colour::red};

template <class Word, std::size_t Count>
Look look_among(Word word, const std::array<Colour, Count>& colours) {
  static_assert(Count == Words<Word>::list.size(), "a colour for each word");
  return {word_of(word), colours.at(static_cast<std::size_t>(word))};
}

}  // namespace

Look look_of(VerdictWord word) { return look_among(word, verdict_colours); }
Look look_of(AgreementWord word) { return look_among(word, agreement_colours); }
Look look_of(Severity severity) { return look_among(severity, severity_colours); }

std::string in_column(const Look& look, int width, bool colour) {
  const auto padded = fmt::format("{:<{}}", look.word, width);
  return colour ? fmt::format(fmt::emphasis::bold | fmt::fg(look.colour), "{}", padded) : padded;
}

}  // namespace memlore::report
