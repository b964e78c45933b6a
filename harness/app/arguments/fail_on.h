#pragma once

#include <span>
#include <string>
#include <string_view>

namespace memlore::app {

/// Throws InputError for a word given to --fail-on that is not among the known ones, with the nearest of them. `noun`
/// says what the words are: "verdict".
void check_words_of_fail_on(std::span<const std::string> words, std::span<const std::string> known,
                            std::string_view noun);

}  // namespace memlore::app
