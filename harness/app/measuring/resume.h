#pragma once

#include <filesystem>
#include <string>

#include "harness/model/record/environment.h"
#include "harness/run/journal/journal.h"

namespace memlore::app {

/// Throws InputError unless the run in a folder was begun in this environment, machine and programs the same: a second
/// half from elsewhere would be taken for a difference between processes.
void check_resumable(const std::filesystem::path& folder, const run::JournalContents& contents,
                     const Environment& here);

/// The command that goes on with a run of this benches program, as a shell takes it.
std::string resuming_command(const std::filesystem::path& folder, const std::filesystem::path& benches);

}  // namespace memlore::app
