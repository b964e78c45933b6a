#pragma once

// The subcommands of memlore, one file each. Each adds its flags to the command line and returns what is to be done
// when it was chosen, which returns the exit code.

#include <CLI/CLI.hpp>
#include <functional>

namespace memlore::app {

using Command = std::function<int()>;

Command add_list(CLI::App& app);
Command add_run(CLI::App& app, const std::string& command_line);
Command add_judge(CLI::App& app);
Command add_compare(CLI::App& app);
Command add_doctor(CLI::App& app);
Command add_counters(CLI::App& app);
Command add_aa(CLI::App& app, const std::string& command_line);

}  // namespace memlore::app
