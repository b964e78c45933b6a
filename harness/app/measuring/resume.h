#pragma once

#include <filesystem>
#include <string>

#include "harness/model/record/environment.h"
#include "harness/run/journal/journal.h"

namespace memlore::app {

/// Throws InputError unless the run in a folder was begun on this machine with these programs: a second half from
/// elsewhere would look like a difference between processes.
void check_resumable(const std::filesystem::path& folder, const run::JournalContents& contents,
                     const Environment& here);

/// The command that resumes a run of this benches program, quoted for a shell.
std::string resuming_command(const std::filesystem::path& folder, const std::filesystem::path& benches);

}  // namespace memlore::app
