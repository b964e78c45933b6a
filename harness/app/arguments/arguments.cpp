#include "harness/app/arguments/arguments.h"

#include <fmt/format.h>

#include <optional>

#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"

namespace memlore::app {
namespace {

/// A word of the form --name, --name=value or -n, if the command has such an option.
struct Named {
  const CLI::Option* option = nullptr;
  std::string name;
  std::optional<std::string> value;
};

Named named_by(const CLI::App& command, const std::string& word) {
  if (!word.starts_with('-')) return {};
  const auto equals = word.find('=');
  Named result{.option = nullptr, .name = word.substr(0, equals), .value = {}};
  result.option = command.get_option_no_throw(result.name);
  if (equals != std::string::npos) result.value = word.substr(equals + 1);
  return result;
}

bool is_flag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

}  // namespace

void check_arguments(const CLI::App& app, const std::vector<std::string>& words) {
  const auto* command = &app;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto& word = words[i];
    if (word == "--") return;
    if (command == &app) {
      const auto commands = app.get_subcommands([&](const CLI::App* each) { return each->check_name(word); });
      if (!commands.empty()) command = commands.front();
    }
    const auto [option, name, value] = named_by(*command, word);
    if (option == nullptr) continue;
    if (is_flag(*option)) {
      if (value) throw InputError(fmt::format("{} takes no value, not '{}'", name, printable(*value)));
      continue;
    }
    if (value) {
      if (value->empty()) throw InputError(fmt::format("{}: nothing stands behind '='", name));
      continue;
    }
    if (++i == words.size()) return;  // The parser says what is missing.
    if (words[i] == "--" || named_by(*command, words[i]).option != nullptr) {
      throw InputError(fmt::format("{} needs a value before '{}'", name, printable(words[i])));
    }
  }
}

}  // namespace memlore::app
