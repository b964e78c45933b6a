#pragma once

// How a word looks at the head of a line in a terminal, and a number in it.

#include <fmt/color.h>

#include <string>
#include <string_view>

#include "harness/model/conclusions/agreement.h"
#include "harness/model/conclusions/finding.h"
#include "harness/model/conclusions/judgement.h"

namespace memlore::report {

/// A word, and the colour that marks it where there are colours.
struct Look {
  std::string_view word;
  fmt::terminal_color colour;
};

Look look_of(VerdictWord word);
Look look_of(AgreementWord word);
Look look_of(Severity severity);

/// The word padded to a column's width, in bold colour if wanted.
std::string in_column(const Look& look, int width, bool colour);

}  // namespace memlore::report
