#include "harness/app/arguments/fail_on.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/app/arguments/nearest.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::app {

void check_words_of_fail_on(std::span<const std::string> words, std::span<const std::string> known,
                            std::string_view noun) {
  for (const auto& word : words) {
    if (std::ranges::find(known, word) != known.end()) continue;
    throw InputError(fmt::format("--fail-on {}: no such {}{}; known: {}", printable(word), noun,
                                 suggestion(word, known), fmt::join(known, ", ")));
  }
}

}  // namespace memlore::app
