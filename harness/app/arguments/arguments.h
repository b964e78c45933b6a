#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace memlore::app {

/// Throws InputError for what the parser takes without a word: a value of a flag (--json=no would be --json), an option
/// as the value of another one (--out --json would make a folder of that name), and nothing behind '=' (the next word
/// would be the value). To be asked before the words are parsed, all but the program's name.
void check_arguments(const CLI::App& app, const std::vector<std::string>& words);

}  // namespace memlore::app
