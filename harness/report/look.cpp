#include "harness/report/look.h"

#include <fmt/format.h>

#include <cmath>

namespace memlore::report {

Look look_of(VerdictWord word) {
  switch (word) {
    case VerdictWord::holds:
      return {"holds", fmt::terminal_color::green};
    case VerdictWord::refuted:
      return {"refuted", fmt::terminal_color::magenta};
    case VerdictWord::depends:
      return {"depends", fmt::terminal_color::cyan};
    case VerdictWord::inconclusive:
      return {"inconclusive", fmt::terminal_color::yellow};
    case VerdictWord::invalid:
      return {"invalid", fmt::terminal_color::red};
  }
  return {"", fmt::terminal_color::white};
}

Look look_of(AgreementWord word) {
  switch (word) {
    case AgreementWord::contradiction:
      return {"contradiction", fmt::terminal_color::red};
    case AgreementWord::shifted:
      return {"shifted", fmt::terminal_color::magenta};
    case AgreementWord::undecided:
      return {"undecided", fmt::terminal_color::yellow};
    case AgreementWord::invalid:
      return {"invalid", fmt::terminal_color::red};
    case AgreementWord::only_in_one:
      return {"only_in_one", fmt::terminal_color::yellow};
    case AgreementWord::same:
      return {"same", fmt::terminal_color::green};
  }
  return {"", fmt::terminal_color::white};
}

Look look_of(Severity severity) {
  switch (severity) {
    case Severity::unknown:
      return {"unknown", fmt::terminal_color::white};
    case Severity::ok:
      return {"ok", fmt::terminal_color::green};
    case Severity::note:
      return {"note", fmt::terminal_color::cyan};
    case Severity::warning:
      return {"warning", fmt::terminal_color::yellow};
    case Severity::severe:
      return {"severe", fmt::terminal_color::red};
  }
  return {"", fmt::terminal_color::white};
}

std::string in_column(const Look& look, int width, bool colour) {
  const auto padded = fmt::format("{:<{}}", look.word, width);
  return colour ? fmt::format(fmt::emphasis::bold | fmt::fg(look.colour), "{}", padded) : padded;
}

}  // namespace memlore::report
