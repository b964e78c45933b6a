#pragma once

// The files of a run's folder: run.json (raw), judgement.json (concluded), journal.jsonl while it is under way.

#include <filesystem>
#include <string>

namespace memlore::report {

/// The text of a file. Throws InputError naming it when it cannot be read.
std::string read_text(const std::filesystem::path& path);

/// Writes a file in one step: readers see the old text or the new, never a part. Throws InputError naming the file when
/// the disk is full or the folder cannot be written; the old text stands then.
void write_text(const std::filesystem::path& path, const std::string& text);

}  // namespace memlore::report
