// memlore: plans, starts workers, judges and reports. It holds no kernel.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <filesystem>
#include <string>
#include <vector>

#include "harness/app/arguments/arguments.h"
#include "harness/app/arguments/nearest.h"
#include "harness/app/commands.h"
#include "harness/app/console/failure.h"
#include "harness/app/console/output.h"
#include "harness/model/text/input_error.h"
#include "harness/model/text/printable.h"
#include "harness/system/processes/limits.h"

namespace {

using namespace memlore;
using namespace memlore::app;

/// Names of the flags or subcommands that would have been understood.
std::vector<std::string> known_words(const CLI::App& command) {
  std::vector<std::string> words;
  for (const auto* option : command.get_options()) {
    for (const auto& name : option->get_lnames()) words.push_back("--" + name);
  }
  for (const auto* subcommand : command.get_subcommands(nullptr)) words.push_back(subcommand->get_name());
  return words;
}

/// What was typed and not understood: the parser's message ends with it.
std::string complain(const CLI::App& app, const CLI::ParseError& error) {
  const auto chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const std::string message = error.what();
  const auto unexpected = command.remaining(true);
  if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr || unexpected.empty()) return message;
  return fmt::format("'{}' is not known here{} ('memlore{} --help' lists what is)", printable(unexpected.front()),
                     suggestion(unexpected.front(), known_words(command)),
                     chosen.empty() ? "" : " " + command.get_name());
}

/// As typed, but for the folder of the program: a record is passed on, and where its owner keeps programs is nobody's
/// business.
std::string command_line_of(int argc, char** argv) {
  auto line = std::filesystem::path(argc > 0 ? argv[0] : "memlore").filename().string();
  for (int i = 1; i < argc; ++i) line += " " + std::string(argv[i]);
  return printable(line, longest_text);
}

int run_command(int argc, char** argv) {
  CLI::App app{"Puts memory-performance lore to the test on this machine", "memlore"};
  app.set_version_flag("--version", MEMLORE_VERSION);
  app.require_subcommand(0, 1);
  const std::vector<std::pair<std::string, Command>> commands{{"list", add_list(app)},
                                                              {"run", add_run(app, command_line_of(argc, argv))},
                                                              {"judge", add_judge(app)},
                                                              {"compare", add_compare(app)},
                                                              {"doctor", add_doctor(app)},
                                                              {"counters", add_counters(app)},
                                                              {"aa", add_aa(app, command_line_of(argc, argv))}};
  check_arguments(app, {argv + std::min(argc, 1), argv + argc});
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    throw InputError(complain(app, error));
  }
  for (const auto& [name, command] : commands) {
    if (app.got_subcommand(name)) return command();
  }
  throw InputError("say what to do: list, run, judge, compare, doctor, counters or aa ('memlore --help')");
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_descriptors();
  std::signal(SIGXFSZ, SIG_IGN);  // NOLINT(cert-err33-c): a file that may not grow is seen at the write
  tell_failures_of_threads();
  try {
    system::check_limits();
    return run_command(argc, argv);
  } catch (...) {
    return tell_failure(std::current_exception());
  }
}
